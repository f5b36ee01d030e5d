namespace Footfall.Ingestion.Journal.Draining;

/// <summary>What the drainer is about, for /health.</summary>
public enum DrainerState
{
    /// <summary>What a start found in the journal is on its way into the store.</summary>
    Draining,

    /// <summary>The store is at most moments behind.</summary>
    Steady,

    /// <summary>The store does not take anything; events are kept in the journal.</summary>
    StoreUnavailable,

    Stopped,
}
