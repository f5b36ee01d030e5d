namespace Footfall.Ingestion.Journal.Draining;

/// <summary>What a failed commit of the store lets one think.</summary>
internal enum DrainRefusal
{
    /// <summary>The store is locked, full, read-only, away: no event is to blame, and waiting is all there is to do.</summary>
    Unavailable,

    /// <summary>The batch was too much for the store; a smaller one may do.</summary>
    TooMuch,

    /// <summary>It may be the store, or one of the events.</summary>
    Unknown,
}
