using System.Globalization;
using System.Text.Json;
using Footfall.Query.Planning;
using Footfall.Query.Results;
using Footfall.Query.Sql;

namespace Footfall.Query.Reports;

/// <summary>Writes a report's answer, or its plan for whoever holds the events, as <c>docs/api/reports.md</c> describes them.</summary>
internal static class ReportWriter
{
    public static void Write(Utf8JsonWriter json, ReportAnswer answer)
    {
        var plan = answer.Plan;
        json.WriteStartObject();
        WriteRange(json, plan);
        WriteNotes(json, plan);
        if (plan.Buckets is { } buckets) WriteLabels(json, buckets);
        for (var i = 0; i < plan.Tables.Count; i++) WriteTable(json, plan, plan.Tables[i].Name, plan.Tables[i].Columns, answer.Rows[i]);
        foreach (var conclusion in plan.Conclusions) WriteTable(json, plan, conclusion.Name, conclusion.Columns, conclusion.Draw(answer.Rows));

        json.WriteEndObject();
    }

    public static void WritePlan(Utf8JsonWriter json, ReportPlan plan, Report report)
    {
        json.WriteStartObject();
        json.WriteStartObject("statements");
        foreach (var table in plan.Tables) PlanWriter.WriteStatement(json, table.Name, table.Write(Dialect.Browser));
        json.WriteEndObject();
        PlanWriter.WriteChecks(json, EventScans.AsQuestion(report.AllFilters));
        json.WriteStartObject("shape");
        WriteRange(json, plan);
        WriteNotes(json, plan);
        json.WriteStartObject("tables");
        foreach (var table in plan.Tables)
        {
            json.WriteStartArray(table.Name);
            foreach (var column in table.Columns)
            {
                json.WriteStartObject();
                json.WriteString("name", column.Name);
                if (column.Kind == ReportColumnKind.Time) json.WriteBoolean("time", true);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        if (plan.Buckets is { } buckets) PlanWriter.WriteBuckets(json, buckets);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTable(Utf8JsonWriter json, ReportPlan plan, string name, IReadOnlyList<ReportColumn> columns, IEnumerable<object?[]> rows)
    {
        json.WriteStartArray(name);
        foreach (var row in rows) WriteRow(json, plan, columns, row);
        json.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter json, ReportPlan plan, IReadOnlyList<ReportColumn> columns, object?[] row)
    {
        json.WriteStartObject();
        for (var i = 0; i < columns.Count; i++)
        {
            json.WritePropertyName(columns[i].Name);
            WriteCell(json, columns[i].Kind == ReportColumnKind.Time && row[i] is DateTime key ? plan.Buckets!.Label(DateTime.SpecifyKind(key, DateTimeKind.Utc)) : row[i]);
        }

        json.WriteEndObject();
    }

    private static void WriteCell(Utf8JsonWriter json, object? cell)
    {
        switch (cell)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case double real:
                json.WriteNumberValue(real);
                break;
            case long or int:
                json.WriteNumberValue(Convert.ToInt64(cell, CultureInfo.InvariantCulture));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(cell), cell.GetType(), "A report's statements give texts, whole numbers and doubles, as the browser's do.");
        }
    }

    private static void WriteRange(Utf8JsonWriter json, ReportPlan plan) => AnswerWriter.WriteRange(json, "date_range", plan.Range, plan.Zone);

    private static void WriteNotes(Utf8JsonWriter json, ReportPlan plan)
    {
        json.WriteStartArray("notes");
        foreach (var note in plan.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
    }

    private static void WriteLabels(Utf8JsonWriter json, Buckets buckets)
    {
        json.WriteStartArray("time_labels");
        foreach (var key in buckets.Keys()) json.WriteStringValue(buckets.Label(key));
        json.WriteEndArray();
    }
}
