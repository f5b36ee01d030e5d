using Footfall.Events;

namespace Footfall.Ingestion.Pipeline;

/// <summary>What became of a batch. Its events are durable.</summary>
/// <param name="Accepted">Events journalled, bots and later-found duplicates included.</param>
/// <param name="Position">Where the journal ends behind them; null where all were dropped.</param>
public readonly record struct IntakeOutcome(int Accepted, IReadOnlyList<DroppedEvent> Dropped, JournalPosition? Position);
