using System.Buffers.Binary;
using System.Buffers.Text;

namespace Footfall.Events;

/// <summary>What makes an envelope itself, the same for each retry: a SHA-256, 32 bytes; base64url without padding as text.</summary>
public readonly record struct EnvelopeId(UInt128 High, UInt128 Low)
{
    public const int Bytes = 32;

    private const int HalfBytes = Bytes / 2;

    /// <param name="bytes">Thirty-two.</param>
    public static EnvelopeId Read(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Bytes, nameof(bytes));
        return new EnvelopeId(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[HalfBytes..]));
    }

    public void WriteTo(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt128BigEndian(target, High);
        BinaryPrimitives.WriteUInt128BigEndian(target[HalfBytes..], Low);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Bytes];
        WriteTo(bytes);
        return bytes;
    }

    public override string ToString() => Base64Url.EncodeToString(ToBytes());
}
