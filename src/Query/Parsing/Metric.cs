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

    /// <summary>Visits that bounced. Has no name in questions: a part of a rate that is rounded, for those who want it whole.</summary>
    Bounces,

    /// <summary>Seconds of all visits together. Has no name in questions, as the above.</summary>
    VisitTime,
}
