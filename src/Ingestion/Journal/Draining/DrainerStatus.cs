namespace Footfall.Ingestion.Journal.Draining;

/// <summary>How far behind the store is.</summary>
/// <param name="EventsLeft">In the journal and not in the store; not yet known in the first moments after a start.</param>
/// <param name="Oldest">The age of the oldest commit of the journal that is not in the store.</param>
/// <param name="Failure">What the store said the last time, or null if it is well.</param>
public sealed record DrainerStatus(DrainerState State, long BytesLeft, long EventsLeft, TimeSpan Oldest, string? Failure);
