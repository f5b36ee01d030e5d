using System.Buffers.Binary;
using System.Buffers.Text;

namespace Footfall.Events;

/// <summary>The lifetime of one key of a sealed project: eight random bytes, big-endian in <see cref="Value"/>; base64url without padding as text.</summary>
public readonly record struct EpochId(ulong Value)
{
    public const int Bytes = sizeof(ulong);

    /// <param name="bytes">Eight.</param>
    public static EpochId Read(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Bytes, nameof(bytes));
        return new EpochId(BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }

    public void WriteTo(Span<byte> target) => BinaryPrimitives.WriteUInt64BigEndian(target, Value);

    public byte[] ToBytes()
    {
        var bytes = new byte[Bytes];
        WriteTo(bytes);
        return bytes;
    }

    public override string ToString() => Base64Url.EncodeToString(ToBytes());
}
