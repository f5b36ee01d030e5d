using System.Buffers.Binary;
using Footfall.Sealing.Envelopes;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Signatures;

namespace Footfall.Sealing.Epochs;

/// <summary>
/// Says which key a project's messages are sealed to and until when; the vault's root key signs it (docs/formats/sealed.md). Holding one proves its
/// shape; only <see cref="Verify"/> proves who made it.
/// </summary>
public sealed class EpochStatement
{
    public const int Bytes = KeyAt + HpkeKey.PublicBytes + sizeof(ulong);
    private const int EpochAt = 17 + Envelope.ProjectBytes;
    private const int KeyAt = EpochAt + Envelope.EpochBytes;

    private readonly byte[] _bytes;

    private EpochStatement(byte[] bytes) => _bytes = bytes;

    private static ReadOnlySpan<byte> Title => "footfall/epoch/v1"u8;

    public ReadOnlySpan<byte> Signed => _bytes;
    public ReadOnlySpan<byte> Project => _bytes.AsSpan(17, Envelope.ProjectBytes);
    public ReadOnlySpan<byte> Epoch => _bytes.AsSpan(EpochAt, Envelope.EpochBytes);
    public ReadOnlySpan<byte> PublicKey => _bytes.AsSpan(KeyAt, HpkeKey.PublicBytes);
    public DateTimeOffset NotAfter => DateTimeOffset.FromUnixTimeMilliseconds((long)Milliseconds(_bytes));

    /// <param name="notAfter">Whole milliseconds count.</param>
    /// <exception cref="ArgumentException">A part has another length than the format gives it, or the end lies before 1970.</exception>
    public static EpochStatement Of(ReadOnlySpan<byte> project, ReadOnlySpan<byte> epoch, ReadOnlySpan<byte> publicKey, DateTimeOffset notAfter)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)Math.Max(0, notAfter.ToUnixTimeMilliseconds()));
        var fits = project.Length == Envelope.ProjectBytes && epoch.Length == Envelope.EpochBytes;
        return fits && Read([.. Title, .. project, .. epoch, .. publicKey, .. bytes], out var statement) == Refusal.None
            ? statement!
            : throw new ArgumentException("A project id has 16 bytes, an epoch id 8 and a public key 65, and the end is a time after 1970.", nameof(publicKey));
    }

    /// <summary>Reads the shape; the bytes are copied. The statement is null unless the answer is <see cref="Refusal.None"/>.</summary>
    public static Refusal Read(ReadOnlySpan<byte> bytes, out EpochStatement? statement)
    {
        statement = null;
        if (bytes.Length != Bytes || !bytes.StartsWith(Title) || bytes[KeyAt] != 4) return Refusal.Malformed;
        if (Milliseconds(bytes) is 0 or > 253_402_300_799_999) return Refusal.Malformed;
        statement = new EpochStatement(bytes.ToArray());
        return Refusal.None;
    }

    /// <summary>Whether the root key signed it, for this project, and it is still valid. Whoever has a pin compares <see cref="Pin.Of"/> first.</summary>
    public Refusal Verify(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> rootKey, ReadOnlySpan<byte> project, DateTimeOffset now)
    {
        if (!SigningKey.Verify(rootKey, _bytes, signature)) return Refusal.Untrusted;
        if (!Project.SequenceEqual(project)) return Refusal.Elsewhere;
        return now < NotAfter ? Refusal.None : Refusal.Expired;
    }

    public byte[] Sign(SigningKey root) => root.Sign(_bytes);

    private static ulong Milliseconds(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64BigEndian(bytes[(KeyAt + HpkeKey.PublicBytes)..]);
}
