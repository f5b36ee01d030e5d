using System.Text.Json;
using Footfall.Sealing.Epochs;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Signatures;
using Xunit;

namespace Footfall.Sealing.Tests.Epochs;

/// <summary>schema/vectors/statement.json, which the TypeScript twin reads as well.</summary>
public sealed class EpochStatementTests
{
    private readonly JsonElement _vector = Vectors.Read("statement.json");

    private byte[] Root => _vector.Hex("rootPublic");
    private byte[] Project => _vector.Hex("project");
    private DateTimeOffset NotAfter => DateTimeOffset.FromUnixTimeMilliseconds(_vector.GetProperty("notAfter").GetInt64());

    [Theory]
    [InlineData("C#"), InlineData("TypeScript")]
    public void TheStatementsOfBothLanguagesHold(string writer)
    {
        var signature = _vector.GetProperty("signatures").EnumerateArray().Single(item => item.GetProperty("writer").GetString() == writer).Hex("signature");
        Assert.Equal(Refusal.None, EpochStatement.Read(_vector.Hex("statement"), out var statement));
        Assert.Equal(_vector.Hex("epoch"), statement!.Epoch);
        Assert.Equal(_vector.Hex("epochPublic"), statement.PublicKey);
        Assert.Equal(NotAfter, statement.NotAfter);
        Assert.Equal(Refusal.None, statement.Verify(signature, Root, Project, NotAfter.AddMilliseconds(-1)));
    }

    [Fact]
    public void WhatIsStatedAndSignedHolds()
    {
        using var root = SigningKey.FromPrivate(_vector.Hex("rootPrivate"));
        var statement = EpochStatement.Of(Project, _vector.Hex("epoch"), _vector.Hex("epochPublic"), NotAfter);
        Assert.Equal(_vector.Hex("statement"), statement.Signed);
        Assert.Equal(Refusal.None, statement.Verify(statement.Sign(root), root.Public, Project, NotAfter.AddDays(-1)));
    }

    [Fact]
    public void ThePinNamesTheRootKey() => Assert.Equal(_vector.GetProperty("pin").GetString(), Pin.Of(Root));

    [Fact]
    public void AnotherSignerProjectOrTimeIsRefused()
    {
        using var root = SigningKey.FromPrivate(_vector.Hex("rootPrivate"));
        using var other = SigningKey.Generate();
        EpochStatement.Read(_vector.Hex("statement"), out var statement);
        var signature = statement!.Sign(root);
        Assert.Equal(Refusal.Untrusted, statement.Verify(signature, other.Public, Project, NotAfter.AddDays(-1)));
        Assert.Equal(Refusal.Untrusted, statement.Verify(statement.Sign(other), Root, Project, NotAfter.AddDays(-1)));
        Assert.Equal(Refusal.Untrusted, statement.Verify(signature, new byte[65], Project, NotAfter.AddDays(-1)));
        Assert.Equal(Refusal.Untrusted, statement.Verify([], Root, Project, NotAfter.AddDays(-1)));
        Assert.Equal(Refusal.Elsewhere, statement.Verify(signature, Root, new byte[16], NotAfter.AddDays(-1)));
        Assert.Equal(Refusal.Expired, statement.Verify(signature, Root, Project, NotAfter));
    }

    [Fact]
    public void EachByteOfAStatementAndItsSignatureIsAuthenticated()
    {
        using var root = SigningKey.FromPrivate(_vector.Hex("rootPrivate"));
        byte[] all = [.. _vector.Hex("statement"), .. root.Sign(_vector.Hex("statement"))];
        for (var i = 0; i < all.Length; i++)
        {
            var changed = (byte[])all.Clone();
            changed[i] ^= 1;
            var read = EpochStatement.Read(changed.AsSpan(0, EpochStatement.Bytes), out var statement);
            Assert.NotEqual(Refusal.None, read == Refusal.None ? statement!.Verify(changed.AsSpan(EpochStatement.Bytes), Root, Project, NotAfter.AddDays(-1)) : read);
        }
    }

    [Fact]
    public void OtherShapesAreNoStatement()
    {
        var bytes = _vector.Hex("statement");
        Assert.Equal(Refusal.Malformed, EpochStatement.Read(bytes.AsSpan(0, 113), out _));
        Assert.Equal(Refusal.Malformed, EpochStatement.Read([.. bytes, 0], out _));
        Assert.Equal(Refusal.Malformed, EpochStatement.Read([.. bytes.AsSpan(0, 106), .. Enumerable.Repeat((byte)255, 8)], out _));
        using var key = HpkeKey.Generate();
        Assert.Throws<ArgumentException>(() => EpochStatement.Of(new byte[15], new byte[9], key.Public, NotAfter));
        Assert.Throws<ArgumentException>(() => EpochStatement.Of(new byte[16], new byte[8], key.Public, DateTimeOffset.UnixEpoch));
        Assert.Throws<ArgumentException>(() => EpochStatement.Of(new byte[16], new byte[8], new byte[65], NotAfter));
    }
}
