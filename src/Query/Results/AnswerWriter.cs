using System.Globalization;
using System.Text.Json;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;

namespace Footfall.Query.Results;

/// <summary>Writes an answer as the Stats API v2 words it.</summary>
internal static class AnswerWriter
{
    public static void Write(Utf8JsonWriter json, Answer answer)
    {
        json.WriteStartObject();
        json.WriteStartArray("results");
        foreach (var row in answer.Rows) WriteRow(json, row);
        json.WriteEndArray();
        WriteMeta(json, answer);
        WriteQuery(json, answer);
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, AnswerRow row)
    {
        json.WriteStartObject();
        WriteValues(json, row.Dimensions, row.Metrics);
        if (row.Comparison is { } compared)
        {
            json.WriteStartObject("comparison");
            WriteValues(json, compared.Dimensions, compared.Metrics);
            json.WriteStartArray("change");
            foreach (var change in compared.Change) WriteMetric(json, change);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, IReadOnlyList<string> dimensions, IReadOnlyList<object?> metrics)
    {
        json.WriteStartArray("dimensions");
        foreach (var dimension in dimensions) json.WriteStringValue(dimension);
        json.WriteEndArray();
        json.WriteStartArray("metrics");
        foreach (var metric in metrics) WriteMetric(json, metric);
        json.WriteEndArray();
    }

    public static void WriteMetric(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case long whole:
                json.WriteNumberValue(whole);
                break;
            case double real:
                json.WriteNumberValue(real);
                break;
            case RevenueValue revenue:
                json.WriteStartObject();
                json.WriteNumber("value", revenue.Value);
                json.WriteString("currency", revenue.Currency);
                json.WriteString("short", revenue.Short);
                json.WriteString("long", revenue.Long);
                json.WriteEndObject();
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static void WriteMeta(Utf8JsonWriter json, Answer answer)
    {
        var include = answer.Plan.Question.Include;
        json.WriteStartObject("meta");
        if (include.Imports)
        {
            json.WriteBoolean("imports_included", false);
            json.WriteString("imports_skip_reason", "no_imported_data");
        }

        if (include.TimeLabels) WriteLabels(json, "time_labels", answer.Plan);
        if (include.TimeLabels && answer.Compared is { } compared) WriteLabels(json, "comparison_time_labels", compared);
        if (answer.TotalRows is { } total) json.WriteNumber("total_rows", total);
        if (answer.Plan.Warnings.Count > 0) WriteWarnings(json, answer.Plan);
        json.WriteEndObject();
    }

    public static void WriteWarnings(Utf8JsonWriter json, Plan plan)
    {
        json.WriteStartObject("metric_warnings");
        foreach (var (metric, warning) in plan.Warnings)
        {
            json.WriteStartObject(metric.Name());
            json.WriteString("code", warning.Code);
            json.WriteString("warning", warning.Warning);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteLabels(Utf8JsonWriter json, string name, Plan plan)
    {
        json.WriteStartArray(name);
        foreach (var key in plan.Buckets!.Keys()) json.WriteStringValue(plan.Buckets.Label(key));
        json.WriteEndArray();
    }

    private static void WriteQuery(Utf8JsonWriter json, Answer answer)
    {
        var question = answer.Plan.Question;
        json.WriteStartObject("query");
        json.WriteString("site_id", question.SiteId);
        WriteNames(json, "metrics", question.Metrics.Select(metric => metric.Name()));
        WriteRange(json, "date_range", answer.Plan);
        if (answer.Compared is { } compared) WriteRange(json, "comparison_date_range", compared);
        json.WritePropertyName("filters");
        json.WriteRawValue(question.FiltersText);
        WriteNames(json, "dimensions", question.Dimensions.Select(dimension => dimension.Name));
        json.WriteStartArray("order_by");
        foreach (var term in ToldOrder(answer.Plan))
        {
            json.WriteStartArray();
            json.WriteStringValue(term.IsMetric ? question.Metrics[term.Index].Name() : question.Dimensions[term.Index].Name);
            json.WriteStringValue(term.Descending ? "desc" : "asc");
            json.WriteEndArray();
        }

        json.WriteEndArray();
        WriteInclude(json, question.Include);
        WritePagination(json, question);
        json.WriteEndObject();
    }

    public static void WritePagination(Utf8JsonWriter json, Question question)
    {
        json.WriteStartObject("pagination");
        json.WriteNumber("limit", question.Pagination.Limit);
        json.WriteNumber("offset", question.Pagination.Offset);
        json.WriteEndObject();
    }

    public static void WriteInclude(Utf8JsonWriter json, Inclusion include)
    {
        json.WriteStartObject("include");
        json.WriteBoolean("imports", include.Imports);
        json.WriteBoolean("time_labels", include.TimeLabels);
        json.WriteBoolean("total_rows", include.TotalRows);
        if (include.Comparison is { } comparison)
        {
            json.WriteStartObject("comparisons");
            json.WriteString("mode", comparison.Mode switch
            {
                ComparisonMode.PreviousPeriod => "previous_period",
                ComparisonMode.YearOverYear => "year_over_year",
                _ => "custom",
            });
            json.WriteBoolean("match_day_of_week", comparison.MatchDayOfWeek);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Without an order of its own a question goes by time and its first metric; the terms after that only break ties and are not told.</summary>
    public static IEnumerable<OrderBy> ToldOrder(Plan plan)
    {
        var question = plan.Question;
        return plan.Order.Take(question.OrderBy.Count > 0 ? question.OrderBy.Count : 1 + question.Dimensions.Count(d => d.IsTime));
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<string> names)
    {
        json.WriteStartArray(name);
        foreach (var item in names) json.WriteStringValue(item);
        json.WriteEndArray();
    }

    public static void WriteRange(Utf8JsonWriter json, string name, Plan plan) => WriteRange(json, name, plan.Range, plan.Zone);

    public static void WriteRange(Utf8JsonWriter json, string name, TimeRange range, Zone zone)
    {
        var last = range.To.Ticks % TimeSpan.TicksPerSecond == 0 ? range.To.AddSeconds(-1) : range.To.AddMilliseconds(-1);
        json.WriteStartArray(name);
        json.WriteStringValue(Iso(range.From));
        json.WriteStringValue(Iso(last));
        json.WriteEndArray();

        string Iso(DateTime utc) => zone.ToOffset(utc).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
    }
}
