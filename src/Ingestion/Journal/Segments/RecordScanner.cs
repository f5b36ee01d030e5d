namespace Footfall.Ingestion.Journal.Segments;

/// <summary>Finds records in a segment's bytes. Each byte is looked at a fixed number of times, whatever the bytes are.</summary>
internal sealed class RecordScanner(SegmentBytes bytes, uint seed)
{
    private const int Stride = 64 * 1024;

    /// <summary>The record that begins at the offset and lies within the limit; false where its header does not check out.</summary>
    public bool TryHeader(long offset, long limit, out RecordHeader header) =>
        RecordHeader.TryRead(bytes.Peek(offset, RecordHeader.Size), seed, offset, out header) && offset + header.RecordBytes <= limit;

    /// <summary>The body of a record, if it matches its checksum.</summary>
    public bool TryBody(long offset, RecordHeader header, out ReadOnlySpan<byte> body)
    {
        body = bytes.Peek(offset + RecordHeader.Size, header.BodyBytes);
        return body.Length == header.BodyBytes && Crc32C.Compute(body) == header.BodyChecksum;
    }

    /// <summary>Resynchronises: the next offset from here on where a record's header checks out, or the limit.</summary>
    public long FindHeader(long offset, long limit)
    {
        while (offset + RecordHeader.Size <= limit)
        {
            var stride = bytes.Peek(offset, (int)Math.Min(Stride, limit - offset));
            if (stride.Length < RecordHeader.Size) break;
            var at = stride.IndexOf(RecordHeader.Marker);
            if (at < 0)
            {
                // A marker may begin in the last bytes of this stride.
                offset += stride.Length - RecordHeader.Marker.Length + 1;
            }
            else
            {
                offset += at;
                if (TryHeader(offset, limit, out _)) return offset;
                offset++;
            }
        }

        return limit;
    }

    /// <summary>
    /// The end of the last good record at or behind <paramref name="offset"/>, which itself is the answer where there is none;
    /// and the number of the last batch whose header is good, or 0.
    /// </summary>
    public (long End, long LastBatch) FindEnd(long offset)
    {
        var (end, lastBatch) = (offset, 0L);
        while (offset < bytes.End)
        {
            if (!TryHeader(offset, bytes.End, out var header))
            {
                offset = FindHeader(offset + 1, bytes.End);
                continue;
            }

            var good = TryBody(offset, header, out var body);
            if (good && header.Kind == RecordKind.Batch) lastBatch = Math.Max(lastBatch, BatchHeader.TryRead(body)?.Number ?? 0);
            offset += header.RecordBytes;
            if (good) end = offset;
        }

        return (end, lastBatch);
    }
}
