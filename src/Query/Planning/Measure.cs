namespace Footfall.Query.Planning;

/// <summary>A number that one pass over a table yields. Metrics are made of these.</summary>
internal enum Measure
{
    /// <summary>Distinct visitors.</summary>
    Visitors,

    /// <summary>Distinct visits.</summary>
    Visits,

    Pageviews,

    /// <summary>Counted events.</summary>
    Events,

    /// <summary>The sum of revenue in the question's currency, or in that of the row's goal.</summary>
    Revenue,

    /// <summary>Events with such revenue.</summary>
    RevenueEvents,

    Bounces,

    /// <summary>Microseconds from the first to the last event, over all visits.</summary>
    Duration,

    /// <summary>Pageviews of whole visits.</summary>
    VisitPageviews,

    /// <summary>Visits whose quality is measured: those of which the three above are told.</summary>
    EndedVisits,

    /// <summary>The mean over visits of the deepest scroll, in percent.</summary>
    ScrollDepth,

    /// <summary>The mean over visits of the visible time, in seconds.</summary>
    TimeOnPage,
}
