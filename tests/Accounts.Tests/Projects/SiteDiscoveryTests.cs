using Footfall.Accounts.Projects;
using Footfall.Events;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Footfall.Storage.Live;
using Footfall.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Accounts.Tests.Projects;

/// <summary>Hostnames of events become sites: pending first, since anybody can send any hostname.</summary>
public sealed class SiteDiscoveryTests : IDisposable
{
    private readonly TestControl control = new();
    private readonly EventStore store;
    private readonly SiteDiscovery discovery;
    private readonly Project project = Some.ProjectNumbered() with { Domains = ["own.example"] };
    private long offset;

    public SiteDiscoveryTests()
    {
        store = EventStore.Open(control.Folder, new EventStoreOptions { Threads = 1 }, control, NullLoggerFactory.Instance);
        discovery = new SiteDiscovery(control.Database, control.Projects, new ProjectEvents(store, new LiveFeed(control)), control, NullLogger<SiteDiscovery>.Instance);
        using var database = control.Database.Connect();
        database.Projects.Add(new ProjectRow
        {
            Id = project.Id.Value,
            Number = project.Number.Value,
            Key = project.Key,
            Name = project.Name,
            Mode = project.Mode,
            TimeZone = "UTC",
            CreatedAt = DateTime.UnixEpoch,
        });
        database.SaveChanges();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        discovery.Dispose();
        store.Dispose();
        control.Dispose();
    }

    [Fact]
    public async Task ANewHostnameIsPendingAndTheProjectsOwnDomainIsNot()
    {
        Commit(On("stranger.example"), On("own.example"), Some.Event(bot: "crawler"));

        await discovery.DiscoverAsync(project, Cancellation);

        Assert.Equal(["own.example confirmed", "stranger.example pending"], Sites());
    }

    [Fact]
    public async Task ThreeVisitorsOnTwoDaysConfirmAHostname()
    {
        Commit(On("new.example", visitor: 1), On("new.example", visitor: 2), On("new.example", visitor: 3));
        await discovery.DiscoverAsync(project, Cancellation);
        Assert.Equal(["new.example pending"], Sites());

        Commit(On("new.example", visitor: 1, days: 1));
        await discovery.DiscoverAsync(project, Cancellation);
        Assert.Equal(["new.example confirmed"], Sites());
    }

    [Fact]
    public async Task AHundredMayBePendingAndAFloodHidesNobodyWhoIsVisited()
    {
        Commit([.. Enumerable.Range(0, 1_500).Select(i => On($"flood{i}.example", visitor: 1, days: -1))]);
        Commit([.. Enumerable.Range(1, 3).SelectMany(visitor => new[] { On("visited.example", (ulong)visitor), On("visited.example", (ulong)visitor, days: 1) })]);

        await discovery.DiscoverAsync(project, Cancellation);
        await discovery.DiscoverAsync(project, Cancellation);

        Assert.Equal(100, Sites().Count(site => site.EndsWith("pending", StringComparison.Ordinal)));
        Assert.Equal(["visited.example confirmed"], Sites().Where(site => site.EndsWith("confirmed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task WhatTheOwnerConfirmedStaysConfirmed()
    {
        Commit(On("new.example"));
        await discovery.DiscoverAsync(project, Cancellation);
        await using (var database = control.Database.Connect())
            await database.Sites.ExecuteUpdateAsync(set => set.SetProperty(s => s.ConfirmedAt, DateTime.UnixEpoch), Cancellation);

        Commit(On("new.example", visitor: 2));
        await discovery.DiscoverAsync(project, Cancellation);

        Assert.Equal(["new.example confirmed"], Sites());
    }

    private static Event On(string hostname, ulong visitor = 1, int days = 0)
    {
        var e = Some.Event(days * 24 * 60, visitor);
        e.Hostname = hostname;
        return e;
    }

    private void Commit(params Event[] events) => store.Commit(new DrainBatch("main", new JournalPosition(1, ++offset), events, []));

    private List<string> Sites()
    {
        using var database = control.Database.Connect();
        return [.. database.Sites.AsEnumerable().Where(s => s.Hostname != "example.org").Select(s => $"{s.Hostname} {(s.ConfirmedAt is null ? "pending" : "confirmed")}").Order(StringComparer.Ordinal)];
    }
}
