using Footfall.Sealing.Keys;
using Footfall.Sealing.Signatures;
using Xunit;

namespace Footfall.Sealing.Tests.Keys;

public sealed class AccountKeysTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly Binding Bound = Binding.OfPassword(Guid.Parse("0190c3b8-1111-7000-8000-00000000000a"));

    [Fact]
    public void WhatWasWrappedIsUnlocked()
    {
        using var keys = AccountKeys.Generate();
        using var again = AccountKeys.Unwrap(Secret, Bound, keys.Wrap(Secret, Bound));
        Assert.True(SigningKey.Verify(keys.Signing.Public, [1, 2], again!.Signing.Sign([1, 2])));
        Assert.Equal(keys.Sealing.Public, again.Sealing.Public);
    }

    [Fact]
    public void AnotherSecretDoesNotUnlock()
    {
        using var keys = AccountKeys.Generate();
        Assert.Null(AccountKeys.Unwrap(new byte[32], Bound, keys.Wrap(Secret, Bound)));
    }

    [Fact]
    public void APointThatIsNotTheScalarsIsRefused()
    {
        using var keys = AccountKeys.Generate();
        using var others = AccountKeys.Generate();
        byte[] sealing = [.. keys.Sealing.ExportPrivate(), .. keys.Sealing.Public], signing = [.. keys.Signing.ExportPrivate(), .. keys.Signing.Public];
        Assert.NotNull(Unwrapped([.. sealing, .. signing]));
        Assert.Null(Unwrapped([.. keys.Sealing.ExportPrivate(), .. others.Sealing.Public, .. signing]));
        Assert.Null(Unwrapped([.. sealing, .. keys.Signing.ExportPrivate(), .. others.Signing.Public]));
        Assert.Null(Unwrapped([.. sealing, .. signing, 0]));
        Assert.Null(Unwrapped(new byte[194]));
    }

    private static AccountKeys? Unwrapped(byte[] content) => AccountKeys.Unwrap(Secret, Bound, Wrapping.Wrap(Secret, Bound, content));
}
