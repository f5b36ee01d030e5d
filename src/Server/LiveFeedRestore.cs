using Footfall.Storage.Events;
using Footfall.Storage.Live;
using Microsoft.Extensions.Hosting;

namespace Footfall.Server;

/// <summary>Brings the count of visitors now back after a start, beside everything else, so that the start does not wait for it.</summary>
internal sealed class LiveFeedRestore(LiveFeed live, EventStore store) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => live.RestoreAsync(store.Reader, stoppingToken);
}
