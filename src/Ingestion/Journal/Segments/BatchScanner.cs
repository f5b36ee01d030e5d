namespace Footfall.Ingestion.Journal.Segments;

/// <summary>Steps from batch to batch by their headers, without reading the events. Deterministic: the same bytes give the same spans at every start.</summary>
/// <param name="seed">The segment's.</param>
internal sealed class BatchScanner(SegmentBytes bytes, uint seed)
{
    public RecordScanner Records { get; } = new(bytes, seed);

    /// <summary>The batch that begins at the offset, or null at the end.</summary>
    /// <param name="end">The segment's acknowledged end; the file itself may have lost its tail.</param>
    public BatchSpan? Next(long offset, long end)
    {
        if (offset >= end) return null;
        if (HeaderAt(offset) is { } header)
        {
            var promised = offset + header.Bytes;
            return new BatchSpan(offset, Math.Min(promised, end), header, promised > end);
        }

        return new BatchSpan(offset, NextHeader(offset, end), null, false);
    }

    private BatchHeader? HeaderAt(long offset) =>
        Records.TryHeader(offset, bytes.End, out var record) && record.Kind == RecordKind.Batch && Records.TryBody(offset, record, out var body)
            ? BatchHeader.TryRead(body)
            : null;

    private long NextHeader(long offset, long end)
    {
        var limit = Math.Min(end, bytes.End);
        // Past the damaged record itself where its length can be believed, else byte by byte.
        var at = Records.TryHeader(offset, limit, out var first) ? offset + first.RecordBytes : Records.FindHeader(offset + 1, limit);
        while (at < limit)
        {
            if (!Records.TryHeader(at, limit, out var header)) at = Records.FindHeader(at + 1, limit);
            else if (HeaderAt(at) is not null) return at;
            else at += header.RecordBytes;
        }

        return end;
    }
}
