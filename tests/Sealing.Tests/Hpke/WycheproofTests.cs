using System.Security.Cryptography;
using System.Text.Json;
using Footfall.Sealing.Hpke;
using Xunit;

namespace Footfall.Sealing.Tests.Hpke;

/// <summary>Project Wycheproof's vectors for the primitives, as this library calls them.</summary>
public sealed class WycheproofTests
{
    [Fact]
    public void SharedSecretsAtTheEdgesAreRightAndPointsThatAreNoneAreRefused()
    {
        foreach (var vector in Tests("ecdh"))
        {
            if (vector.Hex("shared") is { Length: > 0 } shared) Assert.Equal((Name(vector), Convert.ToHexString(shared)), (Name(vector), Convert.ToHexString(Agreed(vector))));
            else Assert.ThrowsAny<CryptographicException>(() => Agreed(vector));
        }
    }

    [Fact]
    public void KeysAreDerivedRightly()
    {
        foreach (var vector in Tests("hkdf"))
        {
            var output = new byte[vector.GetProperty("size").GetInt32()];
            HKDF.DeriveKey(HashAlgorithmName.SHA256, vector.Hex("ikm"), output, vector.Hex("salt"), vector.Hex("info"));
            Assert.Equal((Name(vector), Convert.ToHexString(vector.Hex("okm"))), (Name(vector), Convert.ToHexString(output)));
        }
    }

    [Fact]
    public void WhatIsAuthenticOpensAndNothingElse()
    {
        foreach (var vector in Tests("aes-gcm"))
        {
            using var cipher = new AesGcm(vector.Hex("key"), HpkeContext.TagBytes);
            byte[] message = vector.Hex("msg"), opened = new byte[message.Length], sealedBytes = new byte[message.Length], tag = new byte[HpkeContext.TagBytes];
            void Open() => cipher.Decrypt(vector.Hex("iv"), vector.Hex("ct"), vector.Hex("tag"), opened, vector.Hex("aad"));
            if (!vector.GetProperty("valid").GetBoolean())
            {
                Assert.Throws<AuthenticationTagMismatchException>(Open);
                continue;
            }
            Open();
            cipher.Encrypt(vector.Hex("iv"), message, sealedBytes, tag, vector.Hex("aad"));
            Assert.Equal(message, opened);
            Assert.Equal(vector.Hex("ct"), sealedBytes);
            Assert.Equal(vector.Hex("tag"), tag);
        }
    }

    private static byte[] Agreed(JsonElement vector)
    {
        using var own = HpkeKey.FromPrivate(vector.Hex("private"));
        using var theirs = HpkeKey.FromPublic(vector.Hex("public"));
        return own.Agree(theirs);
    }

    private static string Name(JsonElement vector) => $"{vector.GetProperty("tcId")} {vector.GetProperty("comment")}";

    private static IEnumerable<JsonElement> Tests(string name) => Vectors.Read($"wycheproof/{name}.json").GetProperty("tests").EnumerateArray();
}
