namespace Footfall.Ingestion.Journal.Files;

/// <summary>One open file of an <see cref="IJournalFiles"/>. One thread writes; others may read at the same time.</summary>
internal interface IJournalFile : IDisposable
{
    long Length { get; }

    /// <summary>Reads until the span is full or the file ends; returns the bytes read.</summary>
    int Read(Span<byte> target, long offset);

    /// <summary>Writes all of it, to the page cache.</summary>
    void Write(ReadOnlySpan<byte> source, long offset);

    /// <summary>Returns when everything written, and the length, is on the disk. After a failure nothing is known of what was not synced before.</summary>
    void SyncData();

    void Truncate(long length);
}
