using System.Text.Json;
using Footfall.Query.Parsing;
using Footfall.Query.Reports;

namespace Footfall.Query.Vitals;

/// <summary>Reads the body of a report of web vitals.</summary>
internal static class VitalsParser
{
    private const int MostValues = 100;
    private const int DefaultValues = 25;

    private static readonly string[] Known = ["date_range", "filters", "by", "values", "interval"];

    /// <summary>Either the report, or what is wrong with it.</summary>
    public static (Report? Report, QuestionError? Error) Parse(JsonElement body, Wording wording)
    {
        var reader = new ReportBody(body, wording);
        var vitals = Read(reader);
        return reader.Error is { } error ? (null, error) : (vitals, null);
    }

    private static VitalsReport? Read(ReportBody body)
    {
        if (!body.Has(Known)) return null;
        if (body.DateRange() is not { } range || body.Filters() is not { } filters) return null;
        if (body.Number("values", DefaultValues, least: 1, MostValues) is not { } values) return null;
        var interval = body.Interval("interval", TimeUnit.Hour, TimeUnit.Day, TimeUnit.Week, TimeUnit.Month);
        var by = body.TryGet("by", out _) ? body.Dimension("by") : Dimensions.Find("event:page");
        return by is null ? null : new VitalsReport { DateRange = range, Filters = filters, By = by, Values = values, Interval = interval };
    }
}
