using System.Net;
using Footfall.Reliability.Tests.Running;
using Xunit;

namespace Footfall.Reliability.Tests;

/// <summary>Connections that say nothing are bounded, and give their place back.</summary>
public sealed class IdleConnectionTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task ConnectionsBeyondTheLimitAreClosedAndTheOthersGoOn()
    {
        var server = shared.Process;
        var sender = new Sender(shared.Project, seed: 1);
        Assert.Equal(HttpStatusCode.Accepted, await sender.SendAsync(server.Client));
        var before = server.MemoryBytes;
        var idle = new List<RawConnection>();
        for (var i = 0; i < 2 * SharedServer.ConnectionLimit; i++) idle.Add(await RawConnection.OpenAsync(server.Address));

        // The last ones are beyond the limit: closed without a word.
        Assert.DoesNotContain("HTTP", await idle[^1].ReadToEndAsync(), StringComparison.Ordinal);
        // Whoever was connected before goes on.
        Assert.Equal(HttpStatusCode.Accepted, await sender.SendAsync(server.Client));
        Assert.InRange(server.MemoryBytes - before, long.MinValue, 100L << 20);

        idle.ForEach(connection => connection.Dispose());
        using var fresh = server.NewClient();
        await Eventually.IsTrueAsync(async () => await new Sender(shared.Project, seed: 2).SendAsync(fresh) == HttpStatusCode.Accepted, () => "No place became free.");
    }
}
