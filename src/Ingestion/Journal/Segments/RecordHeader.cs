using System.Buffers.Binary;

namespace Footfall.Ingestion.Journal.Segments;

/// <summary>
/// The 16 bytes before each body: marker, length and kind, checksum of the body, checksum of these twelve bytes. The last one also covers the
/// segment's secret seed and the record's offset, so that nobody can plant a record inside an event, and a record in the wrong place is none.
/// A header that checks out is believed about its length, which keeps recovery linear.
/// </summary>
internal readonly record struct RecordHeader(RecordKind Kind, int BodyBytes, uint BodyChecksum)
{
    public const int Size = 16;
    public const int MaxBodyBytes = (1 << 24) - 1;

    /// <summary>Four bytes none of which can occur in UTF-8, hence in no string of an event.</summary>
    public static ReadOnlySpan<byte> Marker => [0xFF, 0xF5, 0xC1, 0xFE];

    /// <summary>Bytes from this record's start to the next one's.</summary>
    public int RecordBytes => Size + BodyBytes;

    /// <summary>Writes all but the last checksum, which is known only when the record has its place.</summary>
    public static void Write(Span<byte> target, RecordKind kind, ReadOnlySpan<byte> body)
    {
        Marker.CopyTo(target);
        BinaryPrimitives.WriteUInt32LittleEndian(target[4..], (uint)body.Length | ((uint)kind << 24));
        BinaryPrimitives.WriteUInt32LittleEndian(target[8..], Crc32C.Compute(body));
    }

    /// <summary>Completes a header that <see cref="Write"/> began.</summary>
    public static void Place(Span<byte> header, uint seed, long offset) =>
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], PlaceChecksum(header, seed, offset));

    /// <summary>The body's length as a begun header says it.</summary>
    public static int BodyBytesOf(ReadOnlySpan<byte> header) => (int)(BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) & MaxBodyBytes);

    public static bool TryRead(ReadOnlySpan<byte> bytes, uint seed, long offset, out RecordHeader header)
    {
        header = default;
        if (bytes.Length < Size || !bytes.StartsWith(Marker)) return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) != PlaceChecksum(bytes, seed, offset)) return false;
        var lengthAndKind = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        header = new RecordHeader((RecordKind)(lengthAndKind >> 24), (int)(lengthAndKind & MaxBodyBytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));
        return true;
    }

    private static uint PlaceChecksum(ReadOnlySpan<byte> header, uint seed, long offset)
    {
        Span<byte> place = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(place, offset);
        return ~Crc32C.Continue(Crc32C.Continue(seed, place), header[..12]);
    }
}
