using System.Globalization;
using System.Text.Json;
using Footfall.Query.Endpoints;
using Footfall.Query.Parsing;
using Footfall.Query.Results;

namespace Footfall.Query.Umami;

/// <summary>Umami's five numbers, and how its answers are written.</summary>
internal readonly record struct UmamiNumbers(long Pageviews, long Visitors, long Visits, long Bounces, long TotalTime)
{
    /// <summary>Of a row with the metrics in this order.</summary>
    public static UmamiNumbers Of(AnswerRow row) =>
        new(Whole(row.Metrics[0]), Whole(row.Metrics[1]), Whole(row.Metrics[2]), Whole(row.Metrics[3]), Whole(row.Metrics[4]));

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("pageviews", Pageviews);
        json.WriteNumber("visitors", Visitors);
        json.WriteNumber("visits", Visits);
        json.WriteNumber("bounces", Bounces);
        json.WriteNumber("totaltime", TotalTime);
    }

    /// <summary>Pageviews and visitors over time, and beside them those of another range.</summary>
    public static void WriteCourse(Utf8JsonWriter json, Answer answer, Answer? before, (DateTime Start, DateTime End) other)
    {
        json.WriteStartObject();
        WriteSeries(json, "pageviews", answer, metric: 0);
        WriteSeries(json, "sessions", answer, metric: 1);
        if (before is not null)
        {
            json.WriteStartObject("compare");
            WriteSeries(json, "pageviews", before, metric: 0);
            WriteSeries(json, "sessions", before, metric: 1);
            json.WriteString("startDate", LiveMessages.Iso(other.Start));
            json.WriteString("endDate", LiveMessages.Iso(other.End));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Points of time and one of the metrics.</summary>
    private static void WriteSeries(Utf8JsonWriter json, string name, Answer answer, int metric)
    {
        json.WriteStartArray(name);
        foreach (var row in answer.Rows) Point(json, Moment(row.Dimensions[0]), Whole(row.Metrics[metric]));
        json.WriteEndArray();
    }

    /// <summary>Values of a type and their numbers, the largest first.</summary>
    public static void WriteRows(Utf8JsonWriter json, string type, Answer answer, int limit, int offset)
    {
        var rows = answer.Rows.Select(row => (Value: Shown(type, row.Dimensions[0]), Count: Whole(row.Metrics[0]))).Where(row => row.Value.Length > 0 || UmamiTypes.HasRowForNone(type));
        // Pages of one referring site are one domain.
        if (type == "domain") rows = rows.GroupBy(row => row.Value.Split('/')[0]).Select(host => (host.Key, host.Sum(row => row.Count))).OrderByDescending(row => row.Item2).ThenBy(row => row.Key, StringComparer.Ordinal);
        json.WriteStartArray();
        foreach (var (value, count) in rows.Skip(offset).Take(limit)) Point(json, value, count);
        json.WriteEndArray();
    }

    public static void WriteEvents(Utf8JsonWriter json, Answer answer)
    {
        json.WriteStartArray();
        foreach (var row in answer.Rows)
        {
            json.WriteStartObject();
            json.WriteString("x", row.Dimensions[1]);
            json.WriteString("t", Moment(row.Dimensions[0]));
            json.WriteNumber("y", Whole(row.Metrics[0]));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Under the names of Umami's present version and of the one before.</summary>
    public static void WriteRange(Utf8JsonWriter json, DateTime? first, DateTime? last)
    {
        json.WriteStartObject();
        foreach (var (name, time) in new[] { ("startDate", first), ("endDate", last), ("mindate", first), ("maxdate", last) })
        {
            if (time is { } known) json.WriteString(name, LiveMessages.Iso(known));
            else json.WriteNull(name);
        }

        json.WriteEndObject();
    }

    private static void Point(Utf8JsonWriter json, string x, long y)
    {
        json.WriteStartObject();
        json.WriteString("x", x);
        json.WriteNumber("y", y);
        json.WriteEndObject();
    }

    private static string Shown(string type, string value)
    {
        if (value is Dimension.NotSet or Dimension.NoProperty || (value == Dimension.DirectVisit && type != "channel")) return "";
        return type == "device" ? value.ToLowerInvariant() : value;
    }

    private static string Moment(string label) => label.Length == 10 ? label + " 00:00:00" : label;

    private static long Whole(object? metric) => metric is null ? 0 : Convert.ToInt64(metric, CultureInfo.InvariantCulture);
}
