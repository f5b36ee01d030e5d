using Footfall.Ingestion.Journal.Codec;

namespace Footfall.Ingestion.Journal.Segments;

/// <summary>The first record of a commit's bytes: what the commit holds, and its additions to the books.</summary>
/// <param name="Number">Rises by one a commit over the journal's whole life.</param>
/// <param name="Bytes">From this record's begin to the end of the batch.</param>
/// <param name="Events">Events and envelopes.</param>
/// <param name="WrittenAt">The year 1 where envelopes are in it: nobody is to learn when exactly they came.</param>
internal sealed record BatchHeader(long Number, long Bytes, int Events, DateTime WrittenAt, LedgerCounts Counts)
{
    private const byte Version = 1;

    /// <summary>Where <see cref="Bytes"/> stands in the body; it is written last, when the batch's length is known.</summary>
    private const int BytesAt = 9;

    /// <summary>Appends the record; its length and checksums are put in by <see cref="Complete"/>.</summary>
    public static void Begin(ByteWriter target, long number, int events, DateTime writtenAt, LedgerCounts counts)
    {
        target.Reserve(RecordHeader.Size);
        target.WriteByte(Version);
        target.WriteInt64(number);
        target.WriteInt64(0);
        target.WriteInt32(events);
        target.WriteInt64(writtenAt.Ticks);
        counts.WriteTo(target);
    }

    /// <summary>Puts the batch's length into the record that fills the writer's first <paramref name="recordBytes"/>.</summary>
    public static void Complete(ByteWriter batch, int recordBytes)
    {
        var body = batch.At(RecordHeader.Size, recordBytes - RecordHeader.Size);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(body[BytesAt..], batch.Length);
        RecordHeader.Write(batch.At(0, RecordHeader.Size), RecordKind.Batch, body);
    }

    /// <summary>Null where the body is none that this program can read.</summary>
    public static BatchHeader? TryRead(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new ByteReader(body);
            if (reader.ReadByte() != Version) return null;
            var (number, bytes, events, ticks) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt64());
            if (bytes < RecordHeader.Size + body.Length || events < 0 || ticks < 0 || ticks > DateTime.MaxValue.Ticks) return null;
            var counts = LedgerCounts.ReadFrom(ref reader);
            return reader.Remaining == 0 ? new BatchHeader(number, bytes, events, new DateTime(ticks, DateTimeKind.Utc), counts) : null;
        }
        catch (EventFormatException)
        {
            // The caller treats it as a damaged record: copied to quarantine, its counts made anew from the events found.
            return null;
        }
    }
}
