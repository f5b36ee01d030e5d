namespace Footfall.Query.Planning;

/// <summary>How a part looks at its table.</summary>
internal enum PartKind
{
    /// <summary>Events, one by one.</summary>
    Events,

    /// <summary>Visits, in every time bucket that they overlap.</summary>
    ActiveVisits,

    /// <summary>Visits, in the time bucket in which they ended.</summary>
    EndedVisits,

    /// <summary>Events with visible time or scroll depth, gathered by visit first.</summary>
    Engagement,
}
