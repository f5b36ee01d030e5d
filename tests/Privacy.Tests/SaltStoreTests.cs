using Footfall.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Privacy.Tests;

public sealed class SaltStoreTests : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly FakeClock clock = new();

    [Fact]
    public void ASaltIsOnDiskWhenItIsFirstHandedOutAndOnlyItsOwnerMayReadIt()
    {
        var salt = Open().Current().Current;

        var file = Assert.Single(Directory.GetFiles(directory.Path));
        Assert.EndsWith("2026-11-22.salt", file, StringComparison.Ordinal);
        Assert.Equal(salt.Bytes, File.ReadAllBytes(file));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    /// <summary>Structured logs carry the values beside the message, and a date would be written there as the invariant culture has it: 11/22/2026.</summary>
    [Fact]
    public void TheLogNamesDaysAsIso8601AlsoInItsValues()
    {
        var log = new RecordedLog();

        SaltStore.Open(directory.Path, clock, log);

        Assert.Equal(["Made the salt of 2026-11-22.", "2026-11-22"], [Assert.Single(log.Messages), Assert.Single(log.Values, pair => pair.Key == "Day").Value]);
    }

    [Fact]
    public void ARestartOnTheSameDayReadsTheSameSalt()
    {
        var before = Open().Current().Current.Bytes.ToArray();

        Assert.Equal(before, Open().Current().Current.Bytes);
    }

    [Fact]
    public void MidnightBringsANewSaltAndKeepsTheOldOneForRunningVisits()
    {
        var store = Open();
        var before = store.Current().Current;

        clock.AdvanceTo(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

        var salts = store.Current();
        Assert.Same(before, salts.Previous);
        Assert.NotEqual(before.Bytes.ToArray(), salts.Current.Bytes.ToArray());
    }

    [Fact]
    public void ASweepThatMayForgetDestroysFileAndMemory()
    {
        var store = Open();
        var old = store.Current().Current;
        clock.AdvanceTo(new DateTimeOffset(2026, 11, 23, 0, 5, 0, TimeSpan.Zero));
        store.Current();

        store.Sweep(mayForgetPrevious: true);
        store.Sweep(mayForgetPrevious: true);

        Assert.Null(store.Current().Previous);
        Assert.All(old.Bytes.ToArray(), b => Assert.Equal(0, b));
        Assert.Equal(["2026-11-23.salt"], Directory.GetFiles(directory.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void TheOldSaltGoesAfterSixHoursWhateverStillRuns()
    {
        var store = Open();
        clock.AdvanceTo(new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero));

        store.Sweep(mayForgetPrevious: false);

        Assert.Null(store.Current().Previous);
        Assert.Single(Directory.GetFiles(directory.Path));
    }

    [Fact]
    public void AServerThatWasOffForDaysDestroysTheOldSaltWhenItStarts()
    {
        Open();
        clock.Advance(TimeSpan.FromDays(9));

        Assert.Null(Open().Current().Previous);
        Assert.Equal(["2026-12-01.salt"], Directory.GetFiles(directory.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void AClockThatStepsBackADayGetsANewSaltAndLosesTheFutureOne()
    {
        var store = Open();
        var future = store.Current().Current;

        clock.StepTo(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));

        Assert.NotEqual(future.Bytes.ToArray(), store.Current().Current.Bytes.ToArray());
        Assert.Equal(["2026-11-21.salt"], Directory.GetFiles(directory.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void AClockThatStandsStillDoesNotKeepASaltAlive()
    {
        var store = Open();
        var first = store.Current().Current;
        var wall = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromHours(27));
        clock.StepTo(wall);

        store.Sweep(mayForgetPrevious: false);

        Assert.NotSame(first, store.Current().Current);
        Assert.NotEqual(first.Bytes.ToArray(), store.Current().Current.Bytes.ToArray());
    }

    [Fact]
    public void ATornFileIsReplaced()
    {
        File.WriteAllBytes(Path.Combine(directory.Path, "2026-11-22.salt"), [1, 2, 3]);

        Open();

        Assert.Equal(Salt.Length, new FileInfo(Path.Combine(directory.Path, "2026-11-22.salt")).Length);
    }

    [Fact]
    public void ASaltTellsNothingAsText() => Assert.Equal("(salt of 2026-11-22)", Open().Current().Current.ToString());

    public void Dispose() => directory.Dispose();

    private SaltStore Open() => SaltStore.Open(directory.Path, clock, NullLogger<SaltStore>.Instance);
}
