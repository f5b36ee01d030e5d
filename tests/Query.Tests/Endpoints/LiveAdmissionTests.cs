using System.Security.Claims;
using Footfall.Events;
using Footfall.Query.Endpoints;
using Footfall.Storage.Live;
using Footfall.Testing;

namespace Footfall.Query.Tests.Endpoints;

public sealed class LiveAdmissionTests
{
    private readonly FakeClock clock = new();
    private readonly AccessChanges changes = new();
    private bool mayRead = true;
    private int asked;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ItIsAskedAboutFirstAndAfterEachChangeAndAfterAMinute()
    {
        var admission = Admission();
        Assert.True(await admission.HoldsAsync(Cancellation));
        Assert.True(await admission.HoldsAsync(Cancellation));
        Assert.Equal(1, asked);
        changes.Tell();
        Assert.True(await admission.HoldsAsync(Cancellation));
        Assert.Equal(2, asked);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await admission.HoldsAsync(Cancellation));
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task ItEndsWithTheChangeThatTookItAway()
    {
        var admission = Admission();
        Assert.True(await admission.HoldsAsync(Cancellation));
        mayRead = false;
        changes.Tell();
        Assert.False(await admission.HoldsAsync(Cancellation));
    }

    /// <summary>The answer may have been read before the change was made.</summary>
    [Fact]
    public async Task AChangeWhileItIsAskedAboutIsAskedAboutAgain()
    {
        var access = new LiveAccess(changes, (_, _, _) =>
        {
            if (++asked == 1) changes.Tell();
            return Task.FromResult(true);
        });
        var admission = new LiveAdmission(access, new ClaimsPrincipal(), new ProjectNumber(1), clock);
        Assert.True(await admission.HoldsAsync(Cancellation));
        Assert.True(await admission.HoldsAsync(Cancellation));
        Assert.True(await admission.HoldsAsync(Cancellation));
        Assert.Equal(2, asked);
    }

    private LiveAdmission Admission() => new(
        new LiveAccess(changes, (_, _, _) =>
        {
            asked++;
            return Task.FromResult(mayRead);
        }),
        new ClaimsPrincipal(), new ProjectNumber(1), clock);
}
