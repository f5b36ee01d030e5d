using Footfall.Storage.Events;
using Footfall.Storage.Sealed;

namespace Footfall.Storage.Live;

/// <summary>What one commit stored of one project: events, or envelopes where the project is sealed.</summary>
public sealed class LiveBatch
{
    public IReadOnlyList<StoredEvent> Events { get; init; } = [];

    public IReadOnlyList<StoredEnvelope> Envelopes { get; init; } = [];
}
