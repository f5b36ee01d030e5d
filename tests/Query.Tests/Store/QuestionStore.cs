using System.Text.Json;
using Footfall.DuckDb;
using Footfall.Events;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Results;
using Footfall.Query.Sql;

namespace Footfall.Query.Tests.Store;

/// <summary>A real DuckDB in memory that holds the happenings of one test, and answers questions about them.</summary>
internal sealed class QuestionStore : IDisposable
{
    private readonly DuckDbDatabase database = DuckDbDatabase.Open(DuckDbDatabase.InMemory, new DuckDbConfig { Threads = 1, ExternalAccess = false });
    private readonly DuckDbConnection connection;

    public QuestionStore(IEnumerable<Happening> happenings, string timeZone = "UTC")
    {
        connection = database.Connect();
        Tables.Create(connection);
        (Events, Visits) = Sojourn.Make(happenings);
        Tables.Write(connection, Project.Number.Value, Events, Visits);
        Project = Project with { TimeZone = timeZone };
    }

    public IReadOnlyList<Happening> Events { get; }

    public IReadOnlyList<Sojourn> Visits { get; }

    public Project Project { get; private set; } = new()
    {
        Id = new ProjectId(Guid.Parse("0198aaaa-0000-7000-8000-000000000001")),
        Number = new ProjectNumber(7),
        Key = "ff_test",
        Name = "Test",
        Mode = TrustMode.Anonymous,
        Domains = ["example.org"],
    };

    /// <summary>As a project whose visitors are known for longer than a day.</summary>
    public QuestionStore Identified()
    {
        Project = Project with { Mode = TrustMode.Identified };
        return this;
    }

    /// <summary>With what its owner says is no bot.</summary>
    public QuestionStore Excepting(params IReadOnlyList<string> exceptions)
    {
        Project = Project with { BotExceptions = BotExceptions.Read(exceptions) };
        return this;
    }

    public IReadOnlyList<Goal> Goals { get; init; } = [];

    public DateTime Now { get; init; } = new(2024, 3, 15, 12, 0, 0, DateTimeKind.Utc);

    public QuestionContext Context => new(Project, Goals, Now, Events.Count == 0 ? null : Events[0].Time);

    /// <summary>The rows as text, one a row: dimensions, a colon, metrics. A question is the members of its JSON object but for the site.</summary>
    public IReadOnlyList<string> Ask(string members) => [.. Answer(members).Rows.Select(Text)];

    public Answer Answer(string members) => new Asking(Run).AskAsync(Parse(members), Context, default).GetAwaiter().GetResult().Answer!;

    public string Json(string members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) AnswerWriter.Write(json, Answer(members));
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>The rows of all tables of a report as text, one a row: its table, a colon, its cells.</summary>
    public IReadOnlyList<string> AskReport(string kind, string members)
    {
        var answer = Reported.Open(this, kind, "{" + members + "}");
        return answer.StartsWith('{') ? Reported.Lines(answer) : [answer];
    }

    /// <summary>What is wrong with the question.</summary>
    public string Refusal(string members)
    {
        var (question, error) = QuestionParser.Parse(JsonDocument.Parse($$"""{"site_id": "example.org", {{members}}}""").RootElement);
        return error?.ToString() ?? Planner.Plan(question!, Context).Error?.ToString() ?? "(none)";
    }

    public static Question Parse(string members)
    {
        var (question, error) = QuestionParser.Parse(JsonDocument.Parse($$"""{"site_id": "example.org", {{members}}}""").RootElement);
        return question ?? throw new InvalidOperationException($"{error} in {members}");
    }

    public IReadOnlyList<object?[]> Run(SqlStatement statement)
    {
        using var prepared = connection.Prepare(statement.Text);
        for (var i = 0; i < statement.Parameters.Count; i++)
        {
            _ = statement.Parameters[i] switch
            {
                string text => prepared.Bind(i + 1, text),
                int number => prepared.Bind(i + 1, number),
                DateTime time => prepared.Bind(i + 1, time),
                var other => throw new NotSupportedException($"{other}"),
            };
        }

        using var result = prepared.Query();
        var rows = new List<object?[]>();
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
                rows.Add([.. Enumerable.Range(0, chunk.ColumnCount).Select(column => chunk.Column(column).GetValue(row))]);
        }

        return rows;
    }

    /// <summary>A statement's rows as text.</summary>
    public IReadOnlyList<string> Told(SqlStatement statement) => [.. Run(statement).Select(row => string.Join(", ", row))];

    public void Dispose()
    {
        connection.Dispose();
        database.Dispose();
    }

    public static string Text(AnswerRow row) => $"{string.Join(", ", row.Dimensions)}: {string.Join(", ", row.Metrics.Select(Text))}";

    public static string Text(object? metric) => metric switch
    {
        null => "null",
        double real => real.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture),
        RevenueValue revenue => revenue.Long,
        _ => $"{metric}",
    };

    private Task<IReadOnlyList<object?[]>> Run(SqlStatement statement, CancellationToken cancellation) => Task.FromResult(Run(statement));
}
