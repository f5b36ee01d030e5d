using Footfall.Events;

namespace Footfall.Storage.Sealed;

/// <summary>An envelope in the store.</summary>
/// <param name="Number">Rises within the project in the order of commits, has gaps, and is never given out again: where a reader goes on.</param>
public sealed record StoredEnvelope(SealedEnvelope Envelope, long Number);
