using Footfall.Storage.Events.Visits;
using Footfall.Testing;
using Xunit;

namespace Footfall.Storage.Tests.Events.Visits;

public sealed class RecentVisitsTests
{
    [Fact]
    public void TheVisitsThatEndedFirstAreLetGo()
    {
        var recent = Loaded(10, Enumerable.Range(1, 20).Select(minute => Visited(minute)));

        Assert.Equal(7, recent.Weight);
        Assert.Equal(Enumerable.Range(14, 7), Enumerable.Range(1, 20).Where(v => recent.Of(Key(v)).Count > 0));
        Assert.False(recent.Covers(Some.Now.AddMinutes(13 + 29)));
        Assert.True(recent.Covers(Some.Now.AddMinutes(13 + 30)));
    }

    /// <summary>A stranger may send thousands of visits of the longest texts.</summary>
    [Fact]
    public void VisitsOfLongTextsTakeThePlaceOfMany()
    {
        var recent = Loaded(80, Enumerable.Range(1, 20).Select(minute => Visited(minute, new string('x', 10_000))));

        Assert.Equal(3, Enumerable.Range(1, 20).Count(v => recent.Of(Key(v)).Count > 0));
        Assert.InRange(recent.Weight, 1, 60);
    }

    [Fact]
    public void TheWeightIsThatOfTheVisitsKept()
    {
        var recent = Loaded(100, [Visited(1), Visited(2, new string('x', 3_000))]);
        // Twice 3,000 characters: the entry page is the exit page.
        Assert.Equal(1 + 6, recent.Weight);
        recent.Replace(Key(2), [Visited(2)]);
        Assert.Equal(2, recent.Weight);
        recent.ForgetUntil(Some.Now.AddMinutes(1));
        Assert.Equal(1, recent.Weight);
        recent.Clear();
        Assert.Equal(0, recent.Weight);
    }

    private static RecentVisits Loaded(int capacity, IEnumerable<Visit> visits)
    {
        var recent = new RecentVisits(capacity);
        recent.Load(visits, Some.Now.AddHours(-1));
        return recent;
    }

    private static VisitorKey Key(int visitor) => new(new(1), new((ulong)visitor), IsBot: false);

    private static Visit Visited(int minute, string path = "/")
    {
        var e = Some.Event(minute, (ulong)minute, path: path);
        var visit = Visit.BeginWith(e, minute);
        visit.Add(e);
        return visit;
    }
}
