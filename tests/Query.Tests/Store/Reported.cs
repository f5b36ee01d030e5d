using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Query.Endpoints;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Reports;
using Footfall.Query.Sql;

namespace Footfall.Query.Tests.Store;

/// <summary>A report asked both ways of the same events: by the server that reads them, and by a plan that a key holder runs with its own words bound.</summary>
internal static class Reported
{
    /// <summary>The server's answer as JSON, or what it refuses with.</summary>
    public static string Open(QuestionStore store, string kind, string question)
    {
        var (plan, fault) = PlanOf(store, kind, question);
        return plan is null ? $"{fault}" : Text(json => ReportWriter.Write(json, new ReportAnswer(plan, [.. plan.Tables.Select(table => store.Run(table.Write(Dialect.DuckDb)))])));
    }

    /// <summary>The same by a plan, put together from nothing but the plan's JSON and its rows.</summary>
    public static string ByPlan(QuestionStore store, string kind, string question) => ByPlan(store, kind, question, []);

    /// <summary>What schema/vectors/reports.json keeps of it.</summary>
    public static JsonObject Recorded(QuestionStore store, string kind, string question)
    {
        var record = new JsonObject { ["kind"] = kind, ["question"] = JsonNode.Parse(question) };
        record["goals"] = new JsonArray([.. store.Goals.Select(goal => new JsonObject
        {
            ["display_name"] = goal.DisplayName,
            ["event_name"] = goal.EventName,
            ["page_path"] = goal.PagePath,
            ["currency"] = goal.Currency,
        })]);
        ByPlan(store, kind, question, record);
        record["answer"] = JsonNode.Parse(Open(store, kind, question));
        return record;
    }

    private static (ReportPlan? Plan, QuestionError? Error) PlanOf(QuestionStore store, string kind, string question)
    {
        using var document = JsonDocument.Parse(question);
        var (report, error) = ReportKinds.All[kind](document.RootElement, Wording.Clear);
        return report is null ? (null, error) : report.Plan(store.Context);
    }

    private static string ByPlan(QuestionStore store, string kind, string question, JsonObject record)
    {
        var placeholders = Placeholders.OfReport(JsonNode.Parse(question)!, store.Goals);
        var body = placeholders.Request;
        body["report"] = kind;
        if (store.Context.FirstEvent is { } first && first < store.Now)
            body["first_day"] = DateOnly.FromDateTime(first + Zone.Find(store.Project.TimeZone).GetUtcOffset(first)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        using var document = JsonDocument.Parse(body.ToJsonString());
        var (request, error) = ReportPlanEndpoint.Parse(document.RootElement);
        if (request is null) return $"{error}";
        var (plan, fault) = request.Report.Plan(PlanEndpoint.ContextOf(store.Project, request.Goals, request.FirstDay, store.Now));
        if (plan is null) return $"{fault}";
        var planned = JsonNode.Parse(Text(json => ReportWriter.WritePlan(json, plan, request.Report)))!.AsObject();
        record["request"] = body.DeepClone();
        record["values"] = new JsonObject(placeholders.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        record["plan"] = planned.DeepClone();
        var tables = new JsonObject();
        var every = new List<IReadOnlyList<object?[]>>();
        var shape = planned["shape"]!;
        var labels = shape["buckets"]?.AsArray().Select(pair => KeyValuePair.Create((long)pair![0]!, (string)pair[1]!)).ToDictionary();
        var answer = new JsonObject { ["date_range"] = shape["date_range"]!.DeepClone(), ["notes"] = shape["notes"]!.DeepClone() };
        if (shape["buckets"] is { } buckets) answer["time_labels"] = new JsonArray([.. buckets.AsArray().Select(pair => pair![1]!.DeepClone())]);
        foreach (var (table, columns) in shape["tables"]!.AsObject())
        {
            var statement = planned["statements"]![table]!;
            var rows = store.Run(new SqlStatement((string)statement["sql"]!, [.. PlannedStatement.Bound(statement, placeholders.Values)]));
            every.Add(rows);
            tables[table] = new JsonArray([.. rows.Select(row => new JsonArray([.. row.Select(PlannedStatement.Cell)]))]);
            answer[table] = new JsonArray([.. rows.Select(row => new JsonObject(columns!.AsArray().Index().Select(column =>
                KeyValuePair.Create((string)column.Item!["name"]!, column.Item["time"] is null ? PlannedStatement.Cell(row[column.Index]) : JsonValue.Create(labels![(long)row[column.Index]!])))))]);
        }

        // Drawn by whoever has the words; the browser's twin of these is held against the server by what schema/vectors/reports.json records.
        foreach (var conclusion in PlanOf(store, kind, question).Plan!.Conclusions)
            answer[conclusion.Name] = new JsonArray([.. conclusion.Draw(every).Select(row => new JsonObject(conclusion.Columns.Zip(row, (column, cell) => KeyValuePair.Create(column.Name, PlannedStatement.Cell(cell)))))]);

        record["tables"] = tables;
        return answer.ToJsonString(new JsonSerializerOptions { Encoder = JsonAnswer.Options.Encoder });
    }

    /// <summary>An answer's rows, one a line: the table's name, a colon, the cells.</summary>
    public static IReadOnlyList<string> Lines(string answer) =>
    [
        .. JsonNode.Parse(answer)!.AsObject().Where(member => member.Key is not ("date_range" or "notes" or "time_labels")).SelectMany(table =>
            table.Value!.AsArray().Select(row => $"{table.Key}: {string.Join(", ", row!.AsObject().Select(cell => cell.Value is null ? "null" : cell.Value.ToString()))}")),
    ];

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonAnswer.Options)) write(json);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
