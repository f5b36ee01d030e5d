using System.Security.Cryptography;

namespace Footfall.Sealing.Keys;

/// <summary>
/// Keeps content under a secret that two readings of it share: a wrapping key, a recovery key, what a passkey gives, or a vault's private key.
/// Whoever lacks the secret can neither read the content nor make any, which sealing to a public key does not give.
/// </summary>
public static class Wrapping
{
    private const int HeadBytes = 2;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private static ReadOnlySpan<byte> Head => [1, 1];

    /// <param name="secret">At least 16 bytes of full entropy; stays the caller's, to be zeroed.</param>
    public static byte[] Wrap(ReadOnlySpan<byte> secret, Binding binding, ReadOnlySpan<byte> content)
    {
        var wrapped = new byte[HeadBytes + NonceBytes + content.Length + TagBytes];
        Head.CopyTo(wrapped);
        var nonce = wrapped.AsSpan(HeadBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = Cipher(secret, binding);
        cipher.Encrypt(nonce, content, wrapped.AsSpan(HeadBytes + NonceBytes, content.Length), wrapped.AsSpan(wrapped.Length - TagBytes), Aad(binding));
        return wrapped;
    }

    /// <summary>Null where the bytes were not wrapped under this secret for this binding; nothing tells why.</summary>
    public static byte[]? Unwrap(ReadOnlySpan<byte> secret, Binding binding, ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length < HeadBytes + NonceBytes + TagBytes || !wrapped.StartsWith(Head)) return null;
        var content = new byte[wrapped.Length - HeadBytes - NonceBytes - TagBytes];
        using var cipher = Cipher(secret, binding);
        try
        {
            cipher.Decrypt(wrapped.Slice(HeadBytes, NonceBytes), wrapped[(HeadBytes + NonceBytes)..^TagBytes], wrapped[^TagBytes..], content, Aad(binding));
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>A key for each binding, so that nonces of different things never meet.</summary>
    private static AesGcm Cipher(ReadOnlySpan<byte> secret, Binding binding)
    {
        Span<byte> key = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, [], [.. "footfall/wrap/v1"u8, .. binding.Bytes]);
        var cipher = new AesGcm(key, TagBytes);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }

    private static byte[] Aad(Binding binding) => [.. Head, .. binding.Bytes];
}
