using Footfall.Sealing.Hpke;
using Footfall.Sealing.Keys;
using Footfall.Sealing.Signatures;
using Xunit;

namespace Footfall.Sealing.Tests.Keys;

public sealed class SealedKeyTests : IDisposable
{
    private static readonly Binding Bound = Binding.OfVaultKey(Guid.Parse("0190c3b8-2222-7000-8000-00000000000b"), 1, Guid.Parse("0190c3b8-1111-7000-8000-00000000000a"));
    private readonly HpkeKey _member = HpkeKey.Generate();
    private readonly HpkeKey _vault = HpkeKey.Generate();

    [Fact]
    public void AKeyThatAServerPutInItsPlaceIsRefused()
    {
        using var servers = HpkeKey.Generate();
        Assert.Null(SealedKey.Open(_member, Bound, SealedKey.Seal(_member, Bound, servers), _vault.Public));
        using var signing = SigningKey.Generate();
        using var other = SigningKey.Generate();
        Assert.Null(SealedKey.OpenSigning(_member, Bound, SealedKey.Seal(_member, Bound, signing), other.Public));
        using var opened = SealedKey.Open(_member, Bound, SealedKey.Seal(_member, Bound, _vault), _vault.Public);
        Assert.Equal(_vault.Public, opened!.Public);
    }

    [Fact]
    public void AnotherMembersBoxIsNotOpened()
    {
        using var other = HpkeKey.Generate();
        Assert.Null(SealedKey.Open(other, Bound, SealedKey.Seal(_member, Bound, _vault), _vault.Public));
    }

    [Fact]
    public void ContentThatIsNoKeyIsRefused()
    {
        Assert.Null(SealedKey.Open(_member, Bound, SealedBox.Seal(_member, Bound, new byte[32]), _vault.Public));
        Assert.Null(SealedKey.Open(_member, Bound, SealedBox.Seal(_member, Bound, new byte[31]), _vault.Public));
    }

    [Fact]
    public void EachByteIsAuthenticatedAndEveryTruncationIsRefused()
    {
        byte[] secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        var box = SealedKey.Seal(_member, Bound, _vault);
        var wrapped = Wrapping.Wrap(secret, Bound, [1, 2, 3]);
        for (var i = 0; i < box.Length; i++)
        {
            Assert.Null(SealedBox.Open(_member, Bound, Changed(box, i)));
            Assert.Null(SealedBox.Open(_member, Bound, box.AsSpan(0, i)));
        }
        for (var i = 0; i < wrapped.Length; i++)
        {
            Assert.Null(Wrapping.Unwrap(secret, Bound, Changed(wrapped, i)));
            Assert.Null(Wrapping.Unwrap(secret, Bound, wrapped.AsSpan(0, i)));
        }
    }

    [Fact]
    public void TheSameContentIsNeverWrappedTheSameWay()
    {
        byte[] secret = new byte[32];
        Assert.NotEqual(Wrapping.Wrap(secret, Bound, [1]), Wrapping.Wrap(secret, Bound, [1]));
    }

    private static byte[] Changed(byte[] bytes, int at)
    {
        var changed = (byte[])bytes.Clone();
        changed[at] ^= 1;
        return changed;
    }

    public void Dispose()
    {
        _member.Dispose();
        _vault.Dispose();
    }
}
