using Footfall.Events;

namespace Footfall.Ingestion.Journal.Segments;

/// <summary>A batch as it was found.</summary>
/// <param name="Books">What it adds to the ledger, what was lost included: journalled = the records here + quarantined.</param>
/// <param name="Missing">Events that the header promises and that are not here, by project and hour, as <see cref="LedgerEntry.Journalled"/>.</param>
internal sealed record DecodedBatch(
    BatchSpan Span, IReadOnlyList<JournalRecord> Records, IReadOnlyList<DamagedRun> Damage, LedgerCounts Books, IReadOnlyList<LedgerDelta> Missing);
