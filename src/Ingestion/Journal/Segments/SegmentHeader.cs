using System.Buffers.Binary;
using Footfall.Events;

namespace Footfall.Ingestion.Journal.Segments;

/// <summary>
/// The begin of a segment: 64 bytes, written twice in sectors of their own, because without the seed nothing in the segment can be verified.
/// It also says where the segment before it ends: what lies behind that place was never acknowledged.
/// </summary>
/// <param name="Seed">Random; part of each record's checksum.</param>
/// <param name="CreatedAt">The hour.</param>
/// <param name="PreviousEnd">The end of what was acknowledged before; segment 0 where there was nothing.</param>
/// <param name="NextBatch">The number of the first batch in this segment.</param>
internal readonly record struct SegmentHeader(long Number, uint Seed, DateTime CreatedAt, JournalPosition PreviousEnd, long NextBatch)
{
    /// <summary>Where the first record begins.</summary>
    public const int AreaBytes = 1024;

    private const int CopyAt = 512;
    private const int Size = 64;
    private const ushort Version = 1;

    private static ReadOnlySpan<byte> Magic => "footfall"u8;

    public byte[] ToArea()
    {
        var area = new byte[AreaBytes];
        WriteTo(area);
        area.AsSpan(0, Size).CopyTo(area.AsSpan(CopyAt));
        return area;
    }

    public static bool TryRead(ReadOnlySpan<byte> area, out SegmentHeader header) =>
        TryReadCopy(area, out header) || (area.Length > CopyAt && TryReadCopy(area[CopyAt..], out header));

    private void WriteTo(Span<byte> target)
    {
        Magic.CopyTo(target);
        BinaryPrimitives.WriteUInt16LittleEndian(target[8..], Version);
        BinaryPrimitives.WriteUInt32LittleEndian(target[12..], Seed);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(target[24..], CreatedAt.Ticks);
        BinaryPrimitives.WriteInt64LittleEndian(target[32..], PreviousEnd.Segment);
        BinaryPrimitives.WriteInt64LittleEndian(target[40..], PreviousEnd.Offset);
        BinaryPrimitives.WriteInt64LittleEndian(target[48..], NextBatch);
        BinaryPrimitives.WriteUInt32LittleEndian(target[60..], Crc32C.Compute(target[..60]));
    }

    private static bool TryReadCopy(ReadOnlySpan<byte> source, out SegmentHeader header)
    {
        header = default;
        if (source.Length < Size || !source.StartsWith(Magic)) return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(source[60..]) != Crc32C.Compute(source[..60])) return false;
        var version = BinaryPrimitives.ReadUInt16LittleEndian(source[8..]);
        if (version != Version)
            throw new InvalidDataException($"A journal segment has format {version}; this program reads {Version}. Start the newer program that wrote it and let it drain.");
        header = new SegmentHeader(
            BinaryPrimitives.ReadInt64LittleEndian(source[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[12..]),
            new DateTime(BinaryPrimitives.ReadInt64LittleEndian(source[24..]), DateTimeKind.Utc),
            new JournalPosition(BinaryPrimitives.ReadInt64LittleEndian(source[32..]), BinaryPrimitives.ReadInt64LittleEndian(source[40..])),
            BinaryPrimitives.ReadInt64LittleEndian(source[48..]));
        return true;
    }
}
