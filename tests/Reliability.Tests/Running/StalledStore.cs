using System.Net;
using Xunit;

namespace Footfall.Reliability.Tests.Running;

/// <summary>
/// A server whose event store cannot grow while its journal can: files are limited to a size that a segment of a small journal stays below and the store
/// soon reaches. Needs no rights, and can be lifted while the server runs.
/// </summary>
internal static class StalledStore
{
    /// <summary>The smallest that is allowed. Its segments are a quarter of it.</summary>
    private const int JournalLimitMib = 16;

    private const long FileLimit = (JournalLimitMib / 4 << 20) + (64 << 10);

    public static ServerOptions Options() => new() { Settings = { ["FOOTFALL_JOURNAL_LIMIT_MB"] = $"{JournalLimitMib}" }, SurvivesFileLimit = true };

    /// <summary>Sends until the store takes nothing more.</summary>
    public static async Task StallAsync(ServerProcess server, Sender sender)
    {
        server.LimitFiles(FileLimit);
        var detail = "";
        while (!detail.StartsWith("The store takes nothing", StringComparison.Ordinal))
        {
            await AcceptAsync(server, sender, events: 2000);
            await Eventually.IsTrueAsync(
                async () => (detail = await server.JournalAsync()).StartsWith("The store takes nothing", StringComparison.Ordinal) || detail.StartsWith("0 events", StringComparison.Ordinal),
                () => $"Neither stored nor stalled: {detail}");
        }
    }

    /// <summary>Sends events that the journal has room for.</summary>
    public static async Task AcceptAsync(ServerProcess server, Sender sender, int events)
    {
        for (var sent = 0; sent < events; sent += 500) Assert.Equal(HttpStatusCode.Accepted, await sender.SendAsync(server.Client, events: Math.Min(500, events - sent)));
    }
}
