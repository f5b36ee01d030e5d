using System.Security.Cryptography;
using System.Text;
using Footfall.Sealing.Keys;
using Xunit;

namespace Footfall.Sealing.Tests.Keys;

public sealed class SharedKeyTests
{
    private readonly KeyVectors _vectors = new();

    [Fact]
    public void BothLanguagesBindAlike()
    {
        foreach (var (name, binding) in _vectors.Bindings) Assert.Equal(_vectors.Root.GetProperty("bindings").Hex(name), binding.Bytes);
    }

    [Theory]
    [InlineData("C#"), InlineData("TypeScript")]
    public void TheAccountsOfBothLanguagesAreUnlockedByEachOfTheirSecrets(string writer)
    {
        using var recovery = RecoveryKey.Read(_vectors.Root.GetProperty("recovery").GetProperty("text").GetString()!);
        var password = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _vectors.Root.Hex("master"), password, [], "footfall/wrapping/v1"u8);
        foreach (var (name, secret) in new[] { ("password", password), ("recovery", recovery!.Secret()), ("passkey", _vectors.Root.Hex("prf")) })
        {
            using var keys = AccountKeys.Unwrap(secret, _vectors.Bindings[name], _vectors.Written(writer, name));
            Assert.Equal(_vectors.Public("sealing"), keys!.Sealing.Public);
            Assert.Equal(_vectors.Public("signing"), keys.Signing.Public);
        }
    }

    [Theory]
    [InlineData("C#"), InlineData("TypeScript")]
    public void TheBoxesAndDocumentsOfBothLanguagesAreOpened(string writer)
    {
        using var account = _vectors.Key("sealing");
        using var vault = SealedKey.Open(account, _vectors.Bindings["vaultKey"], _vectors.Written(writer, "vaultKey"), _vectors.Public("vaultKey"));
        using var root = SealedKey.OpenSigning(account, _vectors.Bindings["rootKey"], _vectors.Written(writer, "rootKey"), _vectors.Public("rootKey"));
        using var epoch = SealedKey.Open(vault!, _vectors.Bindings["epochKey"], _vectors.Written(writer, "epochKey"), _vectors.Public("epochKey"));
        Assert.Equal(_vectors.Public("rootKey"), root!.Public);
        Assert.Equal(_vectors.Public("epochKey"), epoch!.Public);
        var document = Wrapping.Unwrap(vault!.ExportPrivate(), _vectors.Bindings["document"], _vectors.Written(writer, "document"));
        Assert.Equal(_vectors.Text("document"), Encoding.UTF8.GetString(document!));
    }

    [Fact]
    public void TheFingerprintIsTheSame() => Assert.Equal(_vectors.Text("fingerprint"), Fingerprint.Of(_vectors.Public("sealing"), _vectors.Public("signing")));
}
