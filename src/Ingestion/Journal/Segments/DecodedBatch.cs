namespace Footfall.Ingestion.Journal.Segments;

/// <summary>A batch as it was found.</summary>
/// <param name="Books">What it adds to the ledger, what was lost included: journalled = the records here + quarantined.</param>
internal sealed record DecodedBatch(BatchSpan Span, IReadOnlyList<JournalRecord> Records, IReadOnlyList<DamagedRun> Damage, LedgerCounts Books);
