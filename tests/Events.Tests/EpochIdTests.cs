using Xunit;

namespace Footfall.Events.Tests;

public sealed class EpochIdTests
{
    [Fact]
    public void ItReadsWhatItWrites()
    {
        byte[] bytes = [1, 2, 3, 4, 5, 6, 7, 0xFF];
        var id = EpochId.Read(bytes);
        Assert.Equal(0x01020304050607FFUL, id.Value);
        Assert.Equal(bytes, id.ToBytes());
        Assert.Equal("AQIDBAUGB_8", id.ToString());
    }

    [Theory]
    [InlineData(7)]
    [InlineData(9)]
    public void ItHasEightBytes(int length) => Assert.Throws<ArgumentOutOfRangeException>(() => EpochId.Read(new byte[length]));
}
