using System.Text.Json;
using Footfall.Query.Parsing;
using Footfall.Query.Reports;

namespace Footfall.Query.Trends;

/// <summary>Reads the body of a trend report.</summary>
internal static class TrendParser
{
    private const int MostSeries = 5;
    private const int MostValues = 25;
    private const int DefaultValues = 8;
    private const int LongestAverage = 90;

    private static readonly string[] Known = ["date_range", "filters", "series", "ratio", "interval", "breakdown", "values", "moving_average"];
    private static readonly string[] KnownOfSeries = ["events", "measure", "property", "name"];
    private static readonly TrendMeasure[] Measures = Enum.GetValues<TrendMeasure>();

    /// <summary>Either the report, or what is wrong with it.</summary>
    public static (Report? Report, QuestionError? Error) Parse(JsonElement body, Wording wording)
    {
        var reader = new ReportBody(body, wording);
        var trend = Read(reader);
        return reader.Error is { } error ? (null, error) : (trend, null);
    }

    private static TrendReport? Read(ReportBody body)
    {
        if (!body.Has(Known)) return null;
        if (body.DateRange() is not { } range || body.Filters() is not { } filters || Series(body) is not { } series) return null;
        if (body.Number("values", DefaultValues, least: 1, MostValues) is not { } values) return null;
        if (body.Number("moving_average", byDefault: 0, least: 2, LongestAverage) is not { } average) return null;
        var ratio = Ratio(body, series.Count);
        return new TrendReport
        {
            DateRange = range,
            Filters = filters,
            Series = series,
            WithRatio = ratio,
            Interval = body.Interval("interval", TimeUnit.Hour, TimeUnit.Day, TimeUnit.Week, TimeUnit.Month),
            Breakdown = body.Dimension("breakdown"),
            Values = values,
            MovingAverage = average,
        };
    }

    private static bool Ratio(ReportBody body, int series)
    {
        if (!body.TryGet("ratio", out var value) || value.ValueKind == JsonValueKind.False) return false;
        if (value.ValueKind != JsonValueKind.True) return body.Fail("#/ratio", $"Invalid value {QuestionParser.Quoted(value)}: expected true or false.");
        return series == 2 || body.Fail("#/ratio", "A ratio is that of the first series to the second: ask for two series.");
    }

    private static List<TrendSeries>? Series(ReportBody body)
    {
        if (!body.TryGet("series", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > MostSeries)
            return body.Fail<List<TrendSeries>>("#/series", $"Expected a list of 1 to {MostSeries} series, such as [{{\"events\": {{\"event\": \"Signup\"}}}}].");
        var series = new List<TrendSeries>();
        foreach (var element in list.EnumerateArray())
        {
            if (OneSeries(body, element, $"#/series/{series.Count}") is not { } one) return null;
            series.Add(one);
        }

        return series;
    }

    private static TrendSeries? OneSeries(ReportBody body, JsonElement element, string path)
    {
        if (!body.Has(element, path, KnownOfSeries)) return null;
        var events = ReportBody.TryGet(element, "events", out var chosen) ? body.Events(chosen, $"{path}/events") : null;
        if (body.Error is not null || Measure(body, element, path) is not { } measure) return null;
        var property = ReportBody.TryGet(element, "property", out var prop) ? body.DimensionOf(prop, $"{path}/property") : null;
        if (body.Error is not null) return null;
        if (TrendSeries.TakesProperty(measure) && property?.Property is null)
            return body.Fail<TrendSeries>($"{path}/property", $"The measure {NameOf(measure)} needs a prop to measure, such as \"event:props:seconds\".");
        if (!TrendSeries.TakesProperty(measure) && property is not null)
            return body.Fail<TrendSeries>($"{path}/property", $"The measure {NameOf(measure)} takes no prop: leave property out, or ask for sum, average, median, p90, p95, p99 or share.");
        return new TrendSeries(events, measure, property);
    }

    private static TrendMeasure? Measure(ReportBody body, JsonElement element, string path)
    {
        if (!ReportBody.TryGet(element, "measure", out var value)) return TrendMeasure.Total;
        foreach (var measure in Measures)
        {
            if (value.ValueKind == JsonValueKind.String && value.ValueEquals(NameOf(measure))) return measure;
        }

        body.Fail($"{path}/measure", $"Invalid value {QuestionParser.Quoted(value)}: expected {string.Join(", ", Measures.Select(NameOf))}.");
        return null;
    }

    private static string NameOf(TrendMeasure measure) => measure.ToString().ToLowerInvariant();
}
