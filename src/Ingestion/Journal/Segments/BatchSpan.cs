namespace Footfall.Ingestion.Journal.Segments;

/// <summary>Where one batch lies in its segment.</summary>
/// <param name="End">The next batch's begin, or the segment's end.</param>
/// <param name="Header">Null where it is damaged: the span then reaches to the next batch whose header is good.</param>
/// <param name="Torn">The header promises more than the segment holds: the batch was being written when the power went, and was never acknowledged.</param>
internal sealed record BatchSpan(long Start, long End, BatchHeader? Header, bool Torn);
