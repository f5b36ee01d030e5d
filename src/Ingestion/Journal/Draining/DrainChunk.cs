using Footfall.Events;
using Footfall.Ingestion.Journal.Segments;

namespace Footfall.Ingestion.Journal.Draining;

/// <summary>What the next commit of the store is to hold.</summary>
/// <param name="To">The position behind it.</param>
/// <param name="Books">For the ledger: of each batch that begins in it.</param>
/// <param name="Booked">The same as the headers said it.</param>
/// <param name="Gone">Events and envelopes that no longer wait when this is committed.</param>
internal sealed record DrainChunk(
    JournalPosition To, IReadOnlyList<Event> Events, IReadOnlyList<SealedEnvelope> Envelopes, LedgerCounts Books, LedgerCounts Booked, LedgerCounts Gone)
{
    public int Count => Events.Count + Envelopes.Count;
}
