namespace Footfall.Ingestion.Journal.Segments;

/// <summary>A segment that may be read.</summary>
/// <param name="End">The end of what is durable and acknowledged, or about to be.</param>
/// <param name="IsClosed">Nothing more will be written to it.</param>
internal readonly record struct SegmentInfo(long Number, uint Seed, long End, bool IsClosed);
