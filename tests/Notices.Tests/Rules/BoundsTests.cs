using Footfall.Notices.Rules;
using Xunit;

namespace Footfall.Notices.Tests.Rules;

public sealed class BoundsTests
{
    [Theory]
    [InlineData(11, null, true)]
    [InlineData(10, null, false)]
    [InlineData(4, null, true)]
    [InlineData(5, 100.0, false)]
    public void ANumberBeyondItsBoundsAlarms(double value, double? before, bool alarms) => Assert.Equal(alarms, new Bounds { Above = 10, Below = 5 }.Alarms(value, before));

    [Theory]
    [InlineData(151, 100, true)]
    [InlineData(150, 100, false)]
    [InlineData(49, 100, false)]
    [InlineData(1, 0, true)]
    [InlineData(0, 0, false)]
    public void ARiseIsOneInPerCentOfWhatWasBefore(double value, double before, bool alarms) => Assert.Equal(alarms, new Bounds { RisesBy = 50 }.Alarms(value, before));

    [Theory]
    [InlineData(49, 100, true)]
    [InlineData(50, 100, false)]
    [InlineData(151, 100, false)]
    public void AFallGoesTheOtherWay(double value, double before, bool alarms) => Assert.Equal(alarms, new Bounds { FallsBy = 50 }.Alarms(value, before));

    [Fact]
    public void WithoutANumberBeforeNothingHasChanged() => Assert.False(new Bounds { RisesBy = 1, FallsBy = 1, ChangesBy = 1 }.Alarms(1000, null));

    [Theory]
    [InlineData(9, 2, false)]
    [InlineData(10, 2, true)]
    [InlineData(2, 10, true)]
    public void ChangesOfSmallNumbersAreChance(double value, double before, bool alarms) => Assert.Equal(alarms, new Bounds { RisesBy = 50, FallsBy = 50, Least = 10 }.Alarms(value, before));
}
