using System.Security.Cryptography;

namespace Footfall.Sealing.Hpke;

/// <summary>
/// A P-256 key pair for HPKE, or the public half alone. Private scalars are 32 bytes, public points 65 (uncompressed, SEC 1).
/// Not safe for use by several threads at once.
/// </summary>
public sealed class HpkeKey : IDisposable
{
    public const int PublicBytes = 65;
    public const int PrivateBytes = 32;
    private const byte Uncompressed = 4;

    private readonly ECDiffieHellman _key;
    private readonly byte[] _public;

    private HpkeKey(ECDiffieHellman key)
    {
        _key = key;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        _public = [Uncompressed, .. point.X!, .. point.Y!];
    }

    /// <summary>The point: 0x04, X, Y.</summary>
    public ReadOnlySpan<byte> Public => _public;

    public static HpkeKey Generate() => new(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));

    /// <exception cref="CryptographicException">The scalar is not 32 bytes, or is not a private key of the curve.</exception>
    public static HpkeKey FromPrivate(ReadOnlySpan<byte> scalar)
    {
        if (scalar.Length != PrivateBytes) throw new CryptographicException("A private key has 32 bytes.");
        var secret = scalar.ToArray();
        try
        {
            return new HpkeKey(ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret }));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <exception cref="CryptographicException">The bytes are not an uncompressed point on the curve.</exception>
    public static HpkeKey FromPublic(ReadOnlySpan<byte> point)
    {
        if (point.Length != PublicBytes || point[0] != Uncompressed) throw new CryptographicException("A public key has 65 bytes and begins with 4.");
        var q = new ECPoint { X = point[1..33].ToArray(), Y = point[33..].ToArray() };
        return new HpkeKey(ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = q }));
    }

    /// <summary>The private scalar, 32 bytes: to be wrapped, then zeroed by the caller.</summary>
    public byte[] ExportPrivate() => _key.ExportParameters(includePrivateParameters: true).D!;

    internal byte[] Agree(HpkeKey other)
    {
        using var theirs = other._key.PublicKey;
        return _key.DeriveRawSecretAgreement(theirs);
    }

    public void Dispose() => _key.Dispose();
}
