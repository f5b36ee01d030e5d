using System.Buffers.Text;
using Footfall.Sealing.Signatures;
using Xunit;

namespace Footfall.Accounts.Tests;

public sealed class BinaryTests
{
    [Theory]
    [InlineData("AQID", 3)]
    [InlineData("AQ", 1)]
    [InlineData("AR", null)] // The last bits are of no byte: another text for the same bytes.
    [InlineData("AQ==", null)]
    [InlineData("AQ ", null)]
    [InlineData("A+/D", null)]
    [InlineData("AQIDBA", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void BytesHaveOneText(string? text, int? length) => Assert.Equal(length, Binary.Read(text, 1, 3)?.Length);

    [Fact]
    public void AKeyIsAPointOfTheCurve()
    {
        using var key = SigningKey.Generate();
        var point = key.Public.ToArray();
        Assert.Equal(point, Binary.ReadPoint(Base64Url.EncodeToString(point)));
        point[64] ^= 1;
        Assert.Null(Binary.ReadPoint(Base64Url.EncodeToString(point)));
        Assert.Null(Binary.ReadPoint(Base64Url.EncodeToString(new byte[65])));
        Assert.Null(Binary.ReadPoint(Base64Url.EncodeToString(point.AsSpan(0, 33))));
    }
}
