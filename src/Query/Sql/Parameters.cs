using System.Globalization;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;

namespace Footfall.Query.Sql;

/// <summary>Collects what a statement needs beside its text: the values of its parameters, an equal value once, and what it reads.</summary>
internal sealed class Parameters(Dialect dialect)
{
    private readonly List<object?> values = [];
    private readonly Dictionary<object, string> places = [];
    private readonly List<StatementScope> scopes = [];

    /// <summary>Texts, numbers and instants; a <see cref="Value"/> where only a placeholder is known.</summary>
    public IReadOnlyList<object?> Values => values;

    /// <summary>The mark that stands in the statement for what the asker brought.</summary>
    public string Add(Value value) => Place((object?)value.Text ?? value);

    public string AddAll(IEnumerable<Value> all) => string.Join(", ", all.Select(Add));

    public string AddTexts(IEnumerable<string> all) => string.Join(", ", all.Select(text => Place(text)));

    /// <summary>What no question brings: words of our own, the project's number, instants. The dialect may have it written out.</summary>
    public string Given(object value) => !dialect.WritesGiven ? Place(value) : value switch
    {
        int number => number.ToString(CultureInfo.InvariantCulture),
        DateTime utc => dialect.WriteInstant(utc),
        string word => $"'{word.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Say how it is written out."),
    };

    /// <summary>Notes that the statement reads the rows of a scan.</summary>
    public void Read(Scan scan)
    {
        var scope = new StatementScope(scan.Project, scan.Range);
        if (!scopes.Contains(scope)) scopes.Add(scope);
    }

    /// <summary>The statement of this text, with all that was collected.</summary>
    public SqlStatement Statement(string text) => new(text, values) { Scopes = scopes };

    private string Place(object value)
    {
        if (places.TryGetValue(value, out var place)) return place;
        values.Add(value);
        return places[value] = $"${values.Count}";
    }
}
