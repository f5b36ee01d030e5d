namespace Footfall.Query.Parsing;

/// <summary>What can be counted. Defined one by one in <c>docs/metrics.md</c>.</summary>
internal enum Metric
{
    Visitors,
    Visits,
    Pageviews,
    ViewsPerVisit,
    BounceRate,
    VisitDuration,
    Events,
    ScrollDepth,
    TimeOnPage,
    Percentage,
    ConversionRate,
    GroupConversionRate,
    AverageRevenue,
    TotalRevenue,
}
