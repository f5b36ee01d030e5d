namespace Footfall.Ingestion.Journal.Segments;

/// <summary>Bytes in a segment that are no readable record.</summary>
internal readonly record struct DamagedRun(long Offset, long Bytes);
