using Footfall.Notices.Sending;
using Xunit;

namespace Footfall.Notices.Tests.Sending;

public sealed class BackoffTests
{
    [Fact]
    public void EachAttemptWaitsLongerUntilItIsGivenUp()
    {
        var now = new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc);
        var waits = Enumerable.Range(1, 7).Select(attempt => Backoff.Next(attempt, now)!.Value - now).ToList();
        Assert.Equal(waits.Order(), waits);
        Assert.Equal(TimeSpan.FromMinutes(1), waits[0]);
        Assert.InRange(waits.Sum(wait => wait.TotalHours), 24, 72);
        Assert.Null(Backoff.Next(8, now));
    }
}
