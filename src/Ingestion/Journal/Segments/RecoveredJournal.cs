using Footfall.Events;

namespace Footfall.Ingestion.Journal.Segments;

/// <summary>What a start found.</summary>
/// <param name="LastEnd">The end of the last segment that held anything, drained or not; segment 0 where there was none.</param>
/// <param name="NextNumber">The number for the next segment.</param>
/// <param name="NextBatch">The number for the next batch.</param>
internal sealed record RecoveredJournal(IReadOnlyList<SegmentInfo> Segments, JournalPosition LastEnd, long NextNumber, long NextBatch);
