using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Footfall.Sealing.Hpke;

/// <summary>RFC 9180, sections 4.1 and 5.1, base mode: what both sides derive from one key agreement.</summary>
internal sealed class HpkeContext : IDisposable
{
    public const int TagBytes = 16;
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const byte BaseMode = 0;

    private readonly AesGcm _cipher;
    private readonly byte[] _baseNonce;

    /// <param name="agreed">The shared x coordinate; zeroed here.</param>
    public HpkeContext(byte[] agreed, ReadOnlySpan<byte> enc, ReadOnlySpan<byte> recipient, ReadOnlySpan<byte> info)
    {
        var extracted = LabeledHkdf.Extract(LabeledHkdf.Kem, [], "eae_prk", agreed);
        var shared = LabeledHkdf.Expand(LabeledHkdf.Kem, extracted, "shared_secret", [.. enc, .. recipient], KeyBytes);
        var secret = LabeledHkdf.Extract(LabeledHkdf.Suite, shared, "secret", []);
        byte[] schedule =
        [
            BaseMode,
            .. LabeledHkdf.Extract(LabeledHkdf.Suite, [], "psk_id_hash", []),
            .. LabeledHkdf.Extract(LabeledHkdf.Suite, [], "info_hash", info),
        ];
        var key = LabeledHkdf.Expand(LabeledHkdf.Suite, secret, "key", schedule, KeyBytes);
        _baseNonce = LabeledHkdf.Expand(LabeledHkdf.Suite, secret, "base_nonce", schedule, NonceBytes);
        _cipher = new AesGcm(key, TagBytes);
        foreach (var spent in (byte[][])[agreed, extracted, shared, secret, key]) CryptographicOperations.ZeroMemory(spent);
    }

    public byte[] Seal(uint sequence, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext)
    {
        var output = new byte[plaintext.Length + TagBytes];
        _cipher.Encrypt(Nonce(sequence), plaintext, output.AsSpan(0, plaintext.Length), output.AsSpan(plaintext.Length), aad);
        return output;
    }

    public byte[]? Open(uint sequence, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> ciphertext)
    {
        if (ciphertext.Length < TagBytes) return null;
        var plaintext = new byte[ciphertext.Length - TagBytes];
        try
        {
            _cipher.Decrypt(Nonce(sequence), ciphertext[..^TagBytes], ciphertext[^TagBytes..], plaintext, aad);
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private byte[] Nonce(uint sequence)
    {
        var nonce = (byte[])_baseNonce.Clone();
        var tail = nonce.AsSpan(NonceBytes - sizeof(uint));
        BinaryPrimitives.WriteUInt32BigEndian(tail, BinaryPrimitives.ReadUInt32BigEndian(tail) ^ sequence);
        return nonce;
    }

    public void Dispose()
    {
        _cipher.Dispose();
        CryptographicOperations.ZeroMemory(_baseNonce);
    }
}
