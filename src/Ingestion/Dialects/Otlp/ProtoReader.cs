using System.Buffers.Binary;

namespace Footfall.Ingestion.Dialects.Otlp;

/// <summary>
/// Walks the fields of one protobuf message that a stranger wrote (protobuf.dev/programming-guides/encoding). Nothing throws and nothing beyond the end is read: a message that
/// is broken ends there, and says so. Groups, which OTLP never had, are taken for broken.
/// </summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private const int LongestVarint = 10;

    private ReadOnlySpan<byte> rest = message;

    /// <summary>The number of the field that the reader stands on.</summary>
    public uint Field { get; private set; }

    public ProtoKind Kind { get; private set; }

    /// <summary>The value of a varint or of a fixed number, its bits as they are; else 0.</summary>
    public ulong Number { get; private set; }

    /// <summary>The value of a field with a length: a text, bytes or a message.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    public bool IsBroken { get; private set; }

    /// <summary>Goes to the next field; false at the end, and where the message is broken.</summary>
    public bool Next()
    {
        if (rest.IsEmpty || IsBroken) return false;
        Number = 0;
        Bytes = default;
        if (!TryVarint(out var tag) || tag > uint.MaxValue || tag >> 3 == 0) return Break();
        Field = (uint)(tag >> 3);
        Kind = (ProtoKind)(tag & 7);
        return Kind switch
        {
            ProtoKind.Varint => TryVarint(out var number) ? Take(number, 0) : Break(),
            ProtoKind.Fixed64 => rest.Length >= 8 ? Take(BinaryPrimitives.ReadUInt64LittleEndian(rest), 8) : Break(),
            ProtoKind.Fixed32 => rest.Length >= 4 ? Take(BinaryPrimitives.ReadUInt32LittleEndian(rest), 4) : Break(),
            ProtoKind.Bytes => TryVarint(out var length) && length <= (ulong)rest.Length ? Take((int)length) : Break(),
            _ => Break(),
        };
    }

    private bool TryVarint(out ulong value)
    {
        value = 0;
        for (var i = 0; i < LongestVarint && i < rest.Length; i++)
        {
            var b = rest[i];
            // The tenth byte has room for one bit.
            if (i == LongestVarint - 1 && b > 1) return false;
            value |= (ulong)(b & 0x7F) << (7 * i);
            if (b >= 0x80) continue;
            rest = rest[(i + 1)..];
            return true;
        }

        return false;
    }

    private bool Take(ulong number, int bytes)
    {
        Number = number;
        rest = rest[bytes..];
        return true;
    }

    private bool Take(int bytes)
    {
        Bytes = rest[..bytes];
        rest = rest[bytes..];
        return true;
    }

    private bool Break()
    {
        IsBroken = true;
        return false;
    }
}
