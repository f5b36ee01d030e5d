using System.Buffers.Binary;
using System.Security.Cryptography;
using Footfall.Sealing.Hpke;

namespace Footfall.Sealing.Envelopes;

/// <summary>
/// One sealed message of a tracker, its shape checked and nothing else: version u8, suite u8, project 16, epoch 8, enc 65, sequence u32,
/// ciphertext (docs/formats/sealed.md). A server reads the head; only a holder of the epoch's key opens it.
/// </summary>
public sealed class Envelope
{
    public const byte Version = 1;
    public const byte Suite = 1;
    public const int ProjectBytes = 16;
    public const int EpochBytes = 8;
    public const int HeadBytes = EncAt + HpkeKey.PublicBytes + sizeof(uint);

    /// <summary>The most that one envelope may have; a tracker sends far less.</summary>
    public const int MostBytes = 65_536;

    /// <summary>The most that a message may have after inflation.</summary>
    public const int MostContentBytes = 262_144;

    private const int EpochAt = 2 + ProjectBytes;
    private const int EncAt = EpochAt + EpochBytes;
    private const int SequenceAt = EncAt + HpkeKey.PublicBytes;

    private readonly byte[] _bytes;

    private Envelope(byte[] bytes) => _bytes = bytes;

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The same without a copy, for who keeps it.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes;

    public ReadOnlySpan<byte> Project => _bytes.AsSpan(2, ProjectBytes);
    public ReadOnlySpan<byte> Epoch => _bytes.AsSpan(EpochAt, EpochBytes);
    public ReadOnlySpan<byte> Enc => _bytes.AsSpan(EncAt, HpkeKey.PublicBytes);
    public uint Sequence => BinaryPrimitives.ReadUInt32BigEndian(_bytes.AsSpan(SequenceAt));
    internal ReadOnlySpan<byte> Head => _bytes.AsSpan(0, HeadBytes);
    internal ReadOnlySpan<byte> Ciphertext => _bytes.AsSpan(HeadBytes);

    /// <summary>SHA-256 of enc, sequence and ciphertext: the same for each retry of a message.</summary>
    public byte[] Id() => SHA256.HashData(_bytes.AsSpan(EncAt));

    /// <summary>Reads the shape; the bytes are copied. The envelope is null unless the answer is <see cref="Refusal.None"/>.</summary>
    public static Refusal Read(ReadOnlySpan<byte> bytes, out Envelope? envelope)
    {
        envelope = null;
        if (bytes.Length > MostBytes) return Refusal.TooLarge;
        if (bytes.Length < HeadBytes + HpkeContext.TagBytes || bytes[0] != Version || bytes[1] != Suite || bytes[EncAt] != 4) return Refusal.Malformed;
        envelope = new Envelope(bytes.ToArray());
        return Refusal.None;
    }

    internal static byte[] Info(ReadOnlySpan<byte> project, ReadOnlySpan<byte> epoch) => [.. "footfall/envelope/v1"u8, .. project, .. epoch];

    internal static byte[] WriteHead(ReadOnlySpan<byte> project, ReadOnlySpan<byte> epoch, ReadOnlySpan<byte> enc, uint sequence)
    {
        byte[] head = [Version, Suite, .. project, .. epoch, .. enc, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(SequenceAt), sequence);
        return head;
    }
}
