using System.Net;
using Footfall.Events;
using Footfall.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Privacy.Tests;

public sealed class VisitorsTests : IDisposable
{
    private static readonly ProjectNumber Project = new(1);
    private static readonly RawHit Hit = new() { Address = IPAddress.Parse("203.0.113.9"), UserAgent = "Mozilla/5.0 (X11; Linux x86_64)" };

    private readonly TempDirectory directory = new();
    private readonly FakeClock clock = new(new DateTimeOffset(2026, 11, 22, 23, 0, 0, TimeSpan.Zero));

    [Fact]
    public void OneDayHasOneVisitor()
    {
        using var visitors = Open();

        Assert.Equal(visitors.Of(Project, Hit), visitors.Of(Project, Hit));
        Assert.NotEqual(visitors.Of(Project, Hit), visitors.Of(new ProjectNumber(2), Hit));
    }

    [Fact]
    public void ARunningVisitKeepsItsVisitorOverMidnight()
    {
        using var visitors = Open();
        clock.Advance(TimeSpan.FromMinutes(50));
        var before = visitors.Of(Project, Hit);

        clock.Advance(TimeSpan.FromMinutes(25));
        var after = visitors.Of(Project, Hit);
        clock.Advance(TimeSpan.FromMinutes(29));

        Assert.Equal(before, after);
        Assert.Equal(before, visitors.Of(Project, Hit));
    }

    [Fact]
    public void AVisitThatHasEndedIsSomeoneNew()
    {
        using var visitors = Open();
        clock.Advance(TimeSpan.FromMinutes(50));
        var before = visitors.Of(Project, Hit);

        clock.Advance(TimeSpan.FromMinutes(31));

        Assert.NotEqual(before, visitors.Of(Project, Hit));
    }

    [Fact]
    public void AVisitorWhoWasNotThereBeforeMidnightIsNeverCarried()
    {
        using var visitors = Open();
        var before = visitors.Of(Project, Hit);
        clock.Advance(TimeSpan.FromMinutes(61));

        Assert.NotEqual(before, visitors.Of(Project, Hit));
    }

    [Fact]
    public void WithNoVisitRunningTheOldSaltIsGoneAMinuteAfterMidnight()
    {
        using var visitors = Open();
        visitors.Of(Project, Hit);

        clock.AdvanceTo(new DateTimeOffset(2026, 11, 23, 0, 2, 0, TimeSpan.Zero));

        Assert.Equal(["2026-11-23.salt"], Directory.GetFiles(directory.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void TheOldSaltDiesHalfAnHourAfterTheLastRunningVisit()
    {
        using var visitors = Open();
        clock.Advance(TimeSpan.FromMinutes(55));
        visitors.Of(Project, Hit);

        clock.AdvanceTo(new DateTimeOffset(2026, 11, 23, 0, 20, 0, TimeSpan.Zero));
        Assert.Equal(2, Directory.GetFiles(directory.Path).Length);
        clock.AdvanceTo(new DateTimeOffset(2026, 11, 23, 0, 27, 0, TimeSpan.Zero));

        Assert.Single(Directory.GetFiles(directory.Path));
    }

    [Fact]
    public void AVisitIsResumedAfterARestartAtMidnight()
    {
        VisitorId before;
        using (var visitors = Open())
        {
            clock.Advance(TimeSpan.FromMinutes(58));
            before = visitors.Of(Project, Hit);
        }

        var lastSeen = clock.GetUtcNow().UtcDateTime;
        clock.Advance(TimeSpan.FromMinutes(5));
        using var restarted = Open();
        restarted.Resume([new(before, lastSeen)]);

        Assert.Equal(before, restarted.Of(Project, Hit));
    }

    [Fact]
    public void IdsOfADayCannotBeRecomputedFromACopyOfTheDataDirectoryTwoDaysLater()
    {
        using var visitors = Open();
        var wanted = visitors.Of(Project, Hit);
        var keys = KeysIn(directory.Path);
        Assert.Contains(keys, key => Recompute(key) == wanted);

        // Somebody clicks every quarter of an hour, for days: the longest that anything can want the salt.
        for (var quarter = 0; quarter < 4 * 49; quarter++)
        {
            clock.Advance(TimeSpan.FromMinutes(15));
            visitors.Of(Project, new RawHit { Address = IPAddress.Loopback, UserAgent = "somebody else" });
        }

        Assert.Equal(new DateTime(2026, 11, 25, 0, 0, 0), clock.GetUtcNow().Date);
        Assert.DoesNotContain(KeysIn(directory.Path), key => Recompute(key) == wanted);
    }

    public void Dispose() => directory.Dispose();

    /// <summary>Each run of 32 bytes in any file could be a salt.</summary>
    private static List<byte[]> KeysIn(string path) =>
        [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Select(File.ReadAllBytes)
            .SelectMany(bytes => Enumerable.Range(0, Math.Max(0, bytes.Length - 31)).Select(at => bytes[at..(at + 32)]))];

    private static VisitorId Recompute(byte[] key) =>
        VisitorHash.Anonymous(new Salt(new DateOnly(2026, 11, 22), key, 0), Project, Hit.Address, Hit.UserAgent);

    private Visitors Open() =>
        new(SaltStore.Open(directory.Path, clock, NullLogger<SaltStore>.Instance), clock, NullLogger<Visitors>.Instance);
}
