using System.Security.Cryptography;

namespace Footfall.Sealing.Signatures;

/// <summary>
/// A P-256 key pair for ECDSA with SHA-256, or the public half alone. Private scalars are 32 bytes, public points 65 (uncompressed, SEC 1),
/// signatures 64 (r, s: IEEE P1363, as WebCrypto writes them). Not safe for use by several threads at once.
/// </summary>
public sealed class SigningKey : IDisposable
{
    public const int PublicBytes = 65;
    public const int PrivateBytes = 32;
    public const int SignatureBytes = 64;
    private const byte Uncompressed = 4;

    private readonly ECDsa _key;
    private readonly byte[] _public;

    private SigningKey(ECDsa key)
    {
        _key = key;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        _public = [Uncompressed, .. point.X!, .. point.Y!];
    }

    /// <summary>The point: 0x04, X, Y.</summary>
    public ReadOnlySpan<byte> Public => _public;

    public static SigningKey Generate() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <exception cref="CryptographicException">The scalar is not 32 bytes, or is not a private key of the curve.</exception>
    public static SigningKey FromPrivate(ReadOnlySpan<byte> scalar)
    {
        if (scalar.Length != PrivateBytes) throw new CryptographicException("A private key has 32 bytes.");
        var secret = scalar.ToArray();
        try
        {
            return new SigningKey(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret }));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <exception cref="CryptographicException">The bytes are not an uncompressed point on the curve.</exception>
    public static SigningKey FromPublic(ReadOnlySpan<byte> point)
    {
        if (point.Length != PublicBytes || point[0] != Uncompressed) throw new CryptographicException("A public key has 65 bytes and begins with 4.");
        var q = new ECPoint { X = point[1..33].ToArray(), Y = point[33..].ToArray() };
        return new SigningKey(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = q }));
    }

    /// <summary>Whether the key signed the data; false as well where the key or the signature is none at all.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        try
        {
            using var key = FromPublic(publicKey);
            return key._key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public byte[] Sign(ReadOnlySpan<byte> data) => _key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <summary>The private scalar, 32 bytes: to be wrapped, then zeroed by the caller.</summary>
    public byte[] ExportPrivate() => _key.ExportParameters(includePrivateParameters: true).D!;

    public void Dispose() => _key.Dispose();
}
