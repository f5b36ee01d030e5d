using Footfall.Storage.Events;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Footfall.Storage.Tests.Events.Visits;

/// <summary>However events arrive, whatever is restarted or forgotten between batches: the visits are those of one sorted pass over all of them.</summary>
public sealed class VisitsInAnyOrderTests
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FOOTFALL_CASES"), out var cases) ? cases : 24;

    /// <summary>A memory so small that the store has to be asked all the time, and the usual one.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(40_000)]
    public void VisitsDoNotDependOnTheOrderOfArrival(int recentVisits)
    {
        var arrivals = Gen.Choose(0, int.MaxValue - 1).Select(RandomArrival.Make);
        var property = Prop.ForAll(
            Arb.From(arrivals, a => a.Smaller()),
            a => Difference(a, recentVisits) is { } difference ? throw new Xunit.Sdk.XunitException($"{difference}\n{a}") : true);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), property);
    }

    /// <summary>The property can fail: held against a rule with one mistake in it, the store differs in some of as many arrivals.</summary>
    [Theory]
    [InlineData(VisitReference.Mistake.HalfAnHourIsStillOpen)]
    [InlineData(VisitReference.Mistake.SessionsDoNotMatter)]
    [InlineData(VisitReference.Mistake.SessionsDoNotAdopt)]
    [InlineData(VisitReference.Mistake.AnyNumberIsOpen)]
    [InlineData(VisitReference.Mistake.BotsJoinPeople)]
    [InlineData(VisitReference.Mistake.OrderOfArrival)]
    internal void AMistakeInTheRuleIsFound(VisitReference.Mistake mistake) =>
        Assert.Contains(Enumerable.Range(0, 60), seed => Difference(RandomArrival.Make(seed), recentVisits: 40_000, mistake) is not null);

    private static string? Difference(RandomArrival arrival, int recentVisits, VisitReference.Mistake mistake = VisitReference.Mistake.None)
    {
        using var store = new TestStore(new EventStoreOptions { Threads = 1, RecentVisits = recentVisits });
        arrival.Commit(store);
        var byId = arrival.Events.ToDictionary(e => e.Id);
        var visits = store.Query("SELECT visit, started_at, ended_at, pageviews, events, is_bounce, entry_page, exit_page, source, user_id, session, first_source FROM visits")
            .ToDictionary(row => (long)row[0]!);
        var members = store.Query("SELECT visit, id, source FROM events WHERE visit IS NOT NULL").ToLookup(row => (long)row[0]!);
        var actual = members.Select(m => Describe([.. m.Select(row => (Guid)row[1]!)], visits[m.Key])).Order(StringComparer.Ordinal).ToList();
        var expected = VisitReference.Visits(byId.Values, mistake);
        if (visits.Count != members.Count)
            return $"{visits.Count} visits have rows, {members.Count} have events";
        if (members.Any(m => m.Any(row => !Equals(row[2], visits[m.Key][8]))))
            return "an event does not have its visit's source";
        if (NumbersDifference(store) is { } numbers)
            return numbers;
        return expected.SequenceEqual(actual) ? null : $"expected:\n{string.Join('\n', expected)}\nbut the store has:\n{string.Join('\n', actual)}";
    }

    private static string Describe(List<Guid> ids, object?[] visit) => string.Join(
        '|',
        [string.Join(',', ids.Order()), ((DateTime)visit[1]!).ToString("O"), ((DateTime)visit[2]!).ToString("O"), .. visit[3..]]);

    /// <summary>Visits of identified visitors are numbered from 1 by their start, others not at all.</summary>
    private static string? NumbersDifference(TestStore store)
    {
        var rows = store.Query("SELECT visit_number, started_at FROM visits WHERE visitor = 3 AND bot_reason IS NULL ORDER BY visit_number");
        for (var at = 0; at < rows.Count; at++)
        {
            if (!Equals(rows[at][0], at + 1L) || (at > 0 && (DateTime)rows[at][1]! < (DateTime)rows[at - 1][1]!))
                return "visits are numbered wrongly: " + string.Join(' ', rows.Select(row => $"{row[0]}@{row[1]}"));
        }

        var others = (long)store.Value("SELECT count(*) FROM visits WHERE visit_number IS NOT NULL AND (visitor <> 3 OR bot_reason IS NOT NULL)")!;
        return others == 0 ? null : $"{others} visits have a number that nobody can know";
    }
}
