namespace Footfall.Ingestion.Journal.Files;

/// <summary>Bytes of the disk that holds the journal.</summary>
/// <param name="Free">What this account may still write.</param>
internal readonly record struct DiskSpace(long Free, long Total);
