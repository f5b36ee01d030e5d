using System.Security.Cryptography;
using Footfall.Sealing.Hpke;
using Xunit;

namespace Footfall.Sealing.Tests.Hpke;

public sealed class HpkeKeyTests
{
    private const string Order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(Order)]
    [InlineData("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632552")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("01")]
    public void AScalarOutsideTheGroupIsNoPrivateKey(string scalar) =>
        Assert.ThrowsAny<CryptographicException>(() => HpkeKey.FromPrivate(Convert.FromHexString(scalar)));

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550")]
    public void TheFirstAndTheLastScalarAreKeys(string scalar)
    {
        using var key = HpkeKey.FromPrivate(Convert.FromHexString(scalar));
        Assert.Equal(Convert.FromHexString(scalar), key.ExportPrivate());
    }
}
