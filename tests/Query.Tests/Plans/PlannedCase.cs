using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Events;
using Footfall.Query.Endpoints;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Results;
using Footfall.Query.Sql;
using Footfall.Query.Tests.Store;

namespace Footfall.Query.Tests.Plans;

/// <summary>One question asked both ways of the same events: by the server that reads them, and by a plan that a key holder runs with its own words bound.</summary>
internal sealed class PlannedCase : IDisposable
{
    private readonly QuestionStore store;
    private readonly JsonObject question;
    private readonly Placeholders placeholders;
    private readonly Dictionary<string, IReadOnlyList<object?[]>> tables = [];

    public PlannedCase(IReadOnlyList<Happening> happenings, string timeZone, IReadOnlyList<Goal> goals, string members, DateTime now)
    {
        store = new QuestionStore(happenings, timeZone) { Goals = goals, Now = now };
        question = JsonNode.Parse($$"""{"site_id": "example.org", {{members}}}""")!.AsObject();
        placeholders = Placeholders.Of(question, goals);
        if (store.Context.FirstEvent is { } first && first < now)
            placeholders.Request["first_day"] = DateOnly.FromDateTime(first + Zone.Find(timeZone).GetUtcOffset(first)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Open = Answer(Run);
        if (Open is null) return;
        var (planned, error) = Planned();
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonAnswer.Options)) PlanWriter.Write(json, planned ?? throw new InvalidOperationException($"{error}"));
        Plan = JsonNode.Parse(buffer.ToArray())!.AsObject();
        Sealed = Answer(RunPlan);
    }

    /// <summary>The server's answer; null where it refuses.</summary>
    public string? Open { get; }

    public JsonObject? Plan { get; }

    /// <summary>The answer made of the plan's rows.</summary>
    public string? Sealed { get; }

    public string Request => placeholders.Request.ToJsonString();

    public IEnumerable<string> Texts => placeholders.Values.Values;

    /// <summary>What schema/vectors/plans.json keeps of it.</summary>
    public JsonObject Recorded() => new()
    {
        ["question"] = question.DeepClone(),
        ["goals"] = new JsonArray([.. store.Goals.Select(goal => new JsonObject
        {
            ["display_name"] = goal.DisplayName,
            ["event_name"] = goal.EventName,
            ["page_path"] = goal.PagePath,
            ["currency"] = goal.Currency,
        })]),
        ["request"] = placeholders.Request.DeepClone(),
        ["values"] = new JsonObject(placeholders.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["plan"] = Plan!.DeepClone(),
        ["bound"] = new JsonObject(Plan["statements"]!.AsObject().Where(pair => tables.ContainsKey(pair.Key)).Select(pair =>
            KeyValuePair.Create(pair.Key, (JsonNode?)new JsonArray([.. Bound(pair.Value!).Select(text => (JsonNode?)JsonValue.Create((string?)text))])))),
        ["tables"] = new JsonObject(tables.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
            KeyValuePair.Create(pair.Key, (JsonNode?)new JsonArray([.. pair.Value.Select(row => new JsonArray([.. row.Select(PlannedStatement.Cell)]))])))),
        ["answer"] = JsonNode.Parse(Open!),
    };

    public void Dispose() => store.Dispose();

    private (PlannedAnswer?, QuestionError?) Planned()
    {
        using var body = JsonDocument.Parse(Request);
        var (request, error) = PlanRequestParser.Parse(body.RootElement);
        return request is null ? (null, error) : PlanEndpoint.Plan(request, store.Project, store.Now);
    }

    private string? Answer(Func<SqlStatement, IReadOnlyList<object?[]>> run)
    {
        using var document = JsonDocument.Parse(question.ToJsonString());
        var (parsed, _) = QuestionParser.Parse(document.RootElement);
        if (parsed is null) return null;
        var (answer, _) = new Asking((statement, _) => Task.FromResult(run(statement))).AskAsync(parsed, store.Context, default).GetAwaiter().GetResult();
        if (answer is null) return null;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonAnswer.Options)) AnswerWriter.Write(json, answer);
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private IReadOnlyList<object?[]> Run(SqlStatement statement) => store.Run(statement);

    /// <summary>Runs the plan's statement that stands in the place of the server's, and gives its rows the server's types.</summary>
    private IReadOnlyList<object?[]> RunPlan(SqlStatement statement)
    {
        var name = statement.Text.Contains("SELECT count(*) AS total_rows FROM answer", StringComparison.Ordinal) ? "count" : tables.ContainsKey("rows") ? "comparison" : "rows";
        if (statement.Text.Contains("FROM answer WHERE FALSE", StringComparison.Ordinal)) return [];
        var columns = new[] { "dimensions", "metrics" }.SelectMany(member => question[member]?.AsArray() ?? []).Select(column => (string)column!).ToList();
        var planned = Plan!["statements"]![name]!;
        var rows = store.Run(new SqlStatement((string)planned["sql"]!, [.. Bound(planned)]));
        tables[name] = rows;
        if (name == "count") return rows;
        return [.. rows.Select(row => row.Select((cell, i) => (columns.ElementAtOrDefault(i), cell) switch
        {
            ({ } column, long ms) when column == "time" || column.StartsWith("time:", StringComparison.Ordinal) => DateTime.UnixEpoch.AddMilliseconds(ms),
            ("total_revenue", string amount) => decimal.Parse(amount, CultureInfo.InvariantCulture),
            _ => cell,
        }).ToArray())];
    }

    private IEnumerable<object?> Bound(JsonNode planned) => PlannedStatement.Bound(
        planned, placeholders.Values, place => string.Join(' ', tables["rows"].Select(row => (string)row[place]!).Distinct().Select(Uri.EscapeDataString)));
}
