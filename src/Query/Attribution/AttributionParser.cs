using System.Text.Json;
using Footfall.Query.Parsing;
using Footfall.Query.Reports;

namespace Footfall.Query.Attribution;

/// <summary>Reads the body of an attribution report.</summary>
internal static class AttributionParser
{
    private const int MostValues = 100;
    private const int DefaultValues = 25;
    private const int DefaultLookback = 30;
    private const int LongestLookback = 366;

    private static readonly string[] Known = ["date_range", "filters", "goal", "by", "within", "lookback_days", "values", "convert"];
    private static readonly string[] KnownOfConvert = ["to", "rates"];

    /// <summary>Either the report, or what is wrong with it.</summary>
    public static (Report? Report, QuestionError? Error) Parse(JsonElement body, Wording wording)
    {
        var reader = new ReportBody(body, wording);
        var attribution = Read(reader);
        return reader.Error is { } error ? (null, error) : (attribution, null);
    }

    private static AttributionReport? Read(ReportBody body)
    {
        if (!body.Has(Known)) return null;
        if (body.DateRange() is not { } range || body.Filters() is not { } filters || body.OneOf("within", "visit", "visitor") is not { } within) return null;
        if (!body.TryGet("goal", out var goal)) return body.Fail<AttributionReport>("#/goal", "Required property goal was not present.");
        if (body.Events(goal, "#/goal") is not { } reached || By(body) is not { } by) return null;
        if (body.TryGet("lookback_days", out _) && within == "visit") return body.Fail<AttributionReport>("#/lookback_days", "Within a visit there is nothing to look back to: ask within \"visitor\", or leave it out.");
        if (body.Number("lookback_days", DefaultLookback, least: 1, LongestLookback) is not { } lookback || body.Number("values", DefaultValues, least: 1, MostValues) is not { } values) return null;
        var rates = Rates(body);
        if (body.Error is not null) return null;
        return new AttributionReport { DateRange = range, Filters = filters, Goal = reached, By = by, LookbackDays = within == "visitor" ? lookback : null, Values = values, Rates = rates };
    }

    private static Dimension? By(ReportBody body)
    {
        if (!body.TryGet("by", out _)) return Dimensions.Find("visit:source");
        var by = body.Dimension("by");
        if (by is null || by.IsPage || (by.Scope == DimensionScope.Visit && by.VisitColumn is not null)) return by;
        return body.Fail<Dimension>("#/by", $"Credit goes to what visits have, such as visit:source or visit:entry_page, or to event:page: not to {by}.");
    }

    /// <summary>What statements do not depend on stays with whoever runs the plan.</summary>
    private static RateTable? Rates(ReportBody body)
    {
        if (!body.TryGet("convert", out var convert)) return null;
        if (!body.IsInClear) return body.Fail<RateTable>("#/convert", "This is for the one who runs the plan: leave it out here, and convert the rows with it.");
        if (!body.Has(convert, "#/convert", KnownOfConvert)) return null;
        var (table, fault) = RateTable.Read(convert);
        return table ?? body.Fail<RateTable>($"#/convert/{fault!.Value.Member}", fault.Value.Message);
    }
}
