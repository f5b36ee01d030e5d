using System.Text;
using Footfall.Ingestion.Endpoints;
using Xunit;

namespace Footfall.Ingestion.Tests.Endpoints;

/// <summary>
/// What reading costs in memory, counted in bytes and not in time. Names and values that come again and again are the same strings, so a property costs its
/// place in the event's lists and nothing else.
/// </summary>
public class ReadAllocationTests
{
    private const int Events = 200;

    /// <summary>References to name and value. A list that has just doubled has four times what it uses behind it; one string more would be beyond that.</summary>
    private const int BytesOfAProp = 4 * 16;

    [Theory]
    [InlineData("\"plan\":\"professional\"", "a text")]
    [InlineData("\"ready\":null", "nothing")]
    public void APropertyIsNotAllocated(string prop, string what)
    {
        var few = AllocatedByAnEvent(Props(prop, 1));
        var many = AllocatedByAnEvent(Props(prop, 33));

        Assert.True((many - few) / 32 <= BytesOfAProp, $"{what}: {(many - few) / 32} bytes a property");
    }

    [Theory]
    [InlineData("\"seats\":3")]
    [InlineData("\"ready\":true")]
    public void ANumberHasItsPlaceInTwoLists(string prop)
    {
        var few = AllocatedByAnEvent(Props(prop, 1));
        var many = AllocatedByAnEvent(Props(prop, 33));

        Assert.True((many - few) / 32 <= 2 * BytesOfAProp, $"{(many - few) / 32} bytes a property");
    }

    [Fact]
    public void AnEventCostsItsDraftAndTheTextsThatAreItsOwn()
    {
        var bare = AllocatedByAnEvent("""{"name":"pageview"}""");
        var usual = AllocatedByAnEvent("""
            {"id":"01a20262-0000-7000-8000-000000000001","name":"pageview","time":"2026-11-22T10:15:00Z","url":"https://example.org/pricing?utm_source=news",
             "title":"Pricing","referrer":"https://news.example/item","screen":{"width":1440,"height":900},"language":"en-GB","engagement_ms":4182,
             "scroll_depth":71,"interactive":true,"library":"footfall.js/0.1.0"}
            """);

        Assert.InRange(bare, 1, 512);
        // The address, the title and the referrer are strings of their own: two bytes a character and an object's head each.
        Assert.InRange(usual - bare, 1, 3 * 32 + (2 * (43 + 7 + 25)));
    }

    private static string Props(string prop, int count)
    {
        // Names of their own, since an equal one would replace the one before; all are in the pool after the first reading.
        var props = Enumerable.Range(0, count).Select(i => prop.Replace("\":", $"_{i}\":", StringComparison.Ordinal));
        return "{\"name\":\"x\",\"props\":{" + string.Join(',', props) + "}}";
    }

    private static long AllocatedByAnEvent(string json)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"key":"ff_key","events":[{{string.Join(',', Enumerable.Repeat(json, Events))}}]}""");
        var limits = new IngestionLimits();
        // What is made once stays out of the count: pools, tables, compiled code.
        for (var i = 0; i < 3; i++) Assert.Null(ReadCollect.Batch(body, limits).Refusal);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (request, _) = ReadCollect.Batch(body, limits);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(Events, request!.Drafts.Count);
        Assert.All(request.Drafts, draft => Assert.Null(draft.Fault));
        return allocated / Events;
    }
}
