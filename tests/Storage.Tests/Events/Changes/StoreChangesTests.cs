using Footfall.Events;
using Footfall.Storage.Events;
using Footfall.Storage.Tests.Events.Visits;
using Footfall.Testing;
using Xunit;

namespace Footfall.Storage.Tests.Events.Changes;

public sealed class StoreChangesTests
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FOOTFALL_CASES"), out var cases) ? cases : 10;

    /// <summary>
    /// Whatever comes, in whatever order, and whatever is taken out: where nothing is said to have changed, every column of every row is what it was. Some
    /// visits are too large to be walked anew, and late events are only counted in.
    /// </summary>
    [Fact]
    public void WhatIsSaidToBeUnchangedIsUnchanged()
    {
        var unchanged = 0;
        for (var seed = 0; seed < Cases; seed++)
        {
            using var store = new TestStore(new EventStoreOptions { Threads = 1, WalkedEvents = seed % 3 == 0 ? 3 : 10_000 });
            var random = new Random(seed);
            var events = RandomArrival.Make(seed).Events;
            for (var at = 0; at < events.Count;)
            {
                var size = Math.Min(random.Next(1, 5), events.Count - at);
                var some = events.Skip(at).Take(size).ToArray();
                at += size;
                unchanged += Compare(store, random, $"seed {seed}, event {at}", () => store.Commit(some));
                if (random.Next(8) == 0)
                    unchanged += Compare(store, random, $"seed {seed}, a removal after event {at}", () => Remove(store, random, some[0]));
            }
        }

        Assert.True(unchanged > Cases, $"Nothing is learnt where everything is said to change: {unchanged} ranges did not.");
    }

    [Fact]
    public void WhatHappensTodayLeavesYesterdayAsItWas()
    {
        using var store = new TestStore();
        store.Commit(Some.Event(minutes: -1440), Some.Event(minutes: 0));
        store.Commit(Some.Event(minutes: -710, visitor: 3));
        var moment = store.Store.Changes.Now;
        store.Commit(Some.Event(minutes: 1, path: "/next"), Some.Event(minutes: -700, visitor: 3), Some.Event(minutes: 2, visitor: 2));

        // To the hour: in the first one of a day too the day before is left as it was.
        Assert.False(Changed(store, Some.Now.Date.AddDays(-1), Some.Now.Date, moment));
        Assert.True(Changed(store, Some.Now.Date, Some.Now.Date.AddDays(1), moment));
        Assert.False(store.Store.Changes.MayHaveChanged(new ProjectNumber(2), Some.Now.Date, Some.Now.Date.AddDays(1), moment));
        Assert.False(Changed(store, Some.Now.Date, Some.Now.Date.AddDays(1), store.Store.Changes.Now));
    }

    [Fact]
    public void AVisitOverMidnightChangesBothDays()
    {
        using var store = new TestStore();
        var midnight = (Some.Now.Date.AddDays(1) - Some.Now).TotalMinutes;
        store.Commit(Some.Event(minutes: midnight - 70), Some.Event(minutes: midnight - 5, visitor: 2));
        var moment = store.Store.Changes.Now;
        store.Commit(Some.Event(minutes: midnight + 5, visitor: 2));

        Assert.True(Changed(store, Some.Now.Date, Some.Now.Date.AddDays(1), moment));
        Assert.False(Changed(store, Some.Now.Date, Some.Now.Date.AddHours(23), moment));
    }

    [Fact]
    public void EnvelopesChangeNoEvents()
    {
        using var store = new TestStore();
        var moment = store.Store.Changes.Now;
        store.CommitSealed([Some.Envelope(1)]);
        Assert.False(Changed(store, DateTime.MinValue, DateTime.MaxValue, moment));
    }

    /// <summary>Over more hours than are told apart, which cannot be said of a project, more is said to change than does.</summary>
    [Fact]
    public void AProjectOfManyYearsIsKnownToHaveChanged()
    {
        using var store = new TestStore();
        var moment = store.Store.Changes.Now;
        store.Commit([.. Enumerable.Range(0, 18_000).Select(hour => Some.Event(minutes: -60 * hour, visitor: null))]);
        Assert.True(Changed(store, Some.Now, Some.Now.AddHours(1), moment));
        moment = store.Store.Changes.Now;
        store.Commit(Some.Event(visitor: null));
        Assert.True(Changed(store, Some.Now, Some.Now.AddHours(1), moment));
        Assert.False(Changed(store, Some.Now.AddHours(-90), Some.Now.AddHours(-80), moment));
    }

    private static bool Changed(TestStore store, DateTime from, DateTime to, long since) => store.Store.Changes.MayHaveChanged(Some.Project, from, to, since);

    /// <summary>The number of ranges that are said to be, and are, what they were.</summary>
    private static int Compare(TestStore store, Random random, string when, Action change)
    {
        var ranges = Enumerable.Range(0, 6).Select(_ =>
        {
            var from = Some.Now.AddHours(random.Next(-4, 14)).AddMinutes(15 * random.Next(4));
            return (From: from, To: from.AddMinutes(15 * random.Next(1, 20)));
        }).ToList();
        var before = ranges.ConvertAll(range => Read(store, range.From, range.To));
        var moment = store.Store.Changes.Now;
        change();
        var unchanged = 0;
        foreach (var ((from, to), rows) in ranges.Zip(before))
        {
            if (Changed(store, from, to, moment))
                continue;
            Assert.True(rows == Read(store, from, to), $"{when}: {from:HH:mm} to {to:HH:mm} changed");
            unchanged++;
        }

        return unchanged;
    }

    private static string Read(TestStore store, DateTime from, DateTime to)
    {
        var events = store.Query("SELECT CAST(e AS VARCHAR) FROM events AS e WHERE project = 1 AND time >= ? AND time < ? ORDER BY 1", from, to);
        var visits = store.Query("SELECT CAST(v AS VARCHAR) FROM visits AS v WHERE project = 1 AND started_at < ? AND ended_at >= ? ORDER BY 1", to, from);
        return string.Join('\n', events.Concat(visits).Select(row => row[0]));
    }

    private static void Remove(TestStore store, Random random, Event e)
    {
        if (random.Next(2) == 0)
            store.Store.Removals.DeleteExpired(Some.Project, e.Time);
        else if (e.Visitor is { } visitor)
            store.Store.Removals.Erase(Some.Project, visitor);
    }
}
