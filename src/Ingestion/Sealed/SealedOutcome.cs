using Footfall.Events;
using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Sealed;

/// <summary>What became of a message's events.</summary>
public readonly record struct SealedOutcome(IReadOnlyList<Event> Events, IReadOnlyList<DroppedEvent> Dropped);
