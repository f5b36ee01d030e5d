using Footfall.Events;

namespace Footfall.Query.Sql;

/// <summary>Writes the condition that a row is a person's: not judged a bot's, or overruled by the project's owner.</summary>
internal static class PeopleSql
{
    /// <param name="row">The alias of the row, or the name of its table.</param>
    /// <param name="hostname">The column that has the host: of an event its own, of a visit that of the entry page.</param>
    public static string Write(Parameters parameters, BotExceptions people, string row, string hostname) =>
        people.ReadStored ? $"({row}.bot_reason IS NULL OR {Overruled(parameters, people, row, hostname)})" : $"{row}.bot_reason IS NULL";

    /// <summary>That the owner says it is a person's, of a row that was judged a bot's; never NULL.</summary>
    public static string Overruled(Parameters parameters, BotExceptions people, string row, string hostname)
    {
        var conditions = new List<string>();
        Add("bot_reason", people.Signals);
        Add("browser", people.Browsers);
        Add(hostname, people.Hostnames);
        return conditions.Count == 0 ? "FALSE" : $"({string.Join(" OR ", conditions)})";

        void Add(string column, IReadOnlyList<string> values)
        {
            if (values.Count > 0) conditions.Add($"coalesce({row}.{column} IN ({string.Join(", ", values.Select(parameters.Given))}), FALSE)");
        }
    }
}
