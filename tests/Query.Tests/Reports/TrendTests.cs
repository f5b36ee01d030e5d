using Footfall.Query.Tests.Store;
using static Footfall.Query.Tests.Store.Make;

namespace Footfall.Query.Tests.Reports;

public class TrendTests
{
    private const string Days = "\"date_range\": [\"2024-03-01\", \"2024-03-03\"], \"interval\": \"day\"";

    private static readonly Happening[] Happenings =
    [
        Event("2024-03-01 10:00", "agent").With("version", "1.0").With("seconds", "2.5").With("asked", "true"),
        Event("2024-03-01 11:00", "agent").With("version", "1.1").With("seconds", "4").With("asked", "FALSE"),
        Event("2024-03-01 12:00", "agent", 2).With("version", "1.1").With("seconds", "soon"),
        Event("2024-03-03 12:00", "agent", 3).With("version", "0.9").With("seconds", "1e1").With("asked", "yes"),
        View("2024-03-02 10:00", "/", 4), Event("2024-03-02 10:01", "scroll", 4),
    ];

    [Fact]
    public void EventsAndVisitorsAreCountedInEachInterval()
    {
        Assert.Equal(
            [
                "totals: 1, 4, 4", "totals: 2, 3, 4",
                "trend: 2024-03-01, 1, 3, 3", "trend: 2024-03-01, 2, 2, 3", "trend: 2024-03-02, 1, 0, 0", "trend: 2024-03-02, 2, 0, 0", "trend: 2024-03-03, 1, 1, 1", "trend: 2024-03-03, 2, 1, 1",
            ],
            Ask("""{"events": {"event": "agent"}}, {"events": {"event": "agent"}, "measure": "visitors"}"""));
    }

    [Fact]
    public void NumbersOfAPropAreSummedUpWhereTheyAreNumbers()
    {
        Assert.Equal(
            ["totals: 1, 16.5, 3", "totals: 2, 5.5, 3", "totals: 3, 4, 3", "totals: 4, 8.8, 3", "totals: 5, 9.88, 3"],
            Ask(string.Join(", ", new[] { "sum", "average", "median", "p90", "p99" }.Select(measure => $$"""{"events": {"event": "agent"}, "measure": "{{measure}}", "property": "event:props:seconds"}"""))).Take(5));
        Assert.Equal(["trend: 2024-03-02, 1, null, 0"], Ask("""{"measure": "average", "property": "event:props:seconds"}""").Where(line => line.Contains("-02", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("1234567890123")]
    [InlineData("inf")]
    [InlineData("NaN")]
    [InlineData("")]
    [InlineData("1,5")]
    public void WhatIsNoNumberOfTwelveDigitsIsNotMeasured(string text)
    {
        using var store = new QuestionStore([Event("2024-03-01 10:00", "agent").With("seconds", text), Event("2024-03-01 10:00", "agent", 2).With("seconds", "-999999999999.999999")]);

        Assert.Equal("totals: 1, -1000000000000, 1", store.AskReport("trends", $$"""{{Days}}, "series": [{"measure": "sum", "property": "event:props:seconds"}]""")[0]);
    }

    [Fact]
    public void AShareIsOfThoseThatSayYesOrNo() =>
        Assert.Equal("totals: 1, 66.6667, 3", Ask("""{"events": {"event": "agent"}, "measure": "share", "property": "event:props:asked"}""")[0]);

    [Fact]
    public void ARatioIsASeriesOfItsOwn() => Assert.Equal(
        ["totals: 1, 4, 4", "totals: 2, 3, 4", "totals: 3, 1.3333, null", "trend: 2024-03-01, 3, 1.5, null", "trend: 2024-03-02, 3, null, null", "trend: 2024-03-03, 3, 1, null"],
        Ask("""{"events": {"event": "agent"}}, {"events": {"event": "agent"}, "measure": "visitors"}""", ", \"ratio\": true").Where(line => line.StartsWith("totals", StringComparison.Ordinal) || line.Contains(", 3, ", StringComparison.Ordinal) && !line.Contains("1, 3, 3", StringComparison.Ordinal)));

    [Fact]
    public void TheValuesThatMostAreAtAreNamedAndTheOthersAreOne() => Assert.Equal(
        [
            "breakdown: 1, 1.1, 1, 1, 2, 2", "breakdown: 2, null, 2, 1, 2, 2",
            "breakdown_trend: 2024-03-01, 1, 1, 2, 2", "breakdown_trend: 2024-03-01, 2, 1, 1, 1", "breakdown_trend: 2024-03-02, 1, 1, 0, 0", "breakdown_trend: 2024-03-02, 2, 1, 0, 0",
            "breakdown_trend: 2024-03-03, 1, 1, 0, 0", "breakdown_trend: 2024-03-03, 2, 1, 1, 1",
        ],
        Ask("""{"events": {"event": "agent"}, "measure": "visitors"}""", ", \"breakdown\": \"event:props:version\", \"values\": 1").Where(line => line.StartsWith("breakdown", StringComparison.Ordinal)));

    [Fact]
    public void AMovingAverageBeginsOnceThereAreEnoughIntervals() => Assert.Equal(
        ["trend: 2024-03-01, 1, 3, 3, null", "trend: 2024-03-02, 1, 0, 0, 1.5", "trend: 2024-03-03, 1, 1, 1, 0.5"],
        Ask("""{"events": {"event": "agent"}}""", ", \"moving_average\": 2").Skip(1));

    [Fact]
    public void WhatOneSeriesAsksForByNameDoesNotCountInAnother() =>
        Assert.Equal(["totals: 1, 5, 5", "totals: 2, 1, 1"], Ask("""{}, {"events": {"event": "scroll"}}""").Take(2));

    [Fact]
    public void WhereVisitorsAreKnownForADayItIsSaidOfMoreDays()
    {
        using var store = new QuestionStore(Happenings);

        Assert.Contains("\"notes\":[\"visitors_of_a_day\"]", Reported.Open(store, "trends", "{" + Days + """, "series": [{"measure": "visitors"}]}"""), StringComparison.Ordinal);
        Assert.Contains("\"notes\":[]", Reported.Open(store, "trends", """{"date_range": ["2024-03-01", "2024-03-01"], "series": [{"measure": "visitors"}]}"""), StringComparison.Ordinal);
        Assert.Contains("\"notes\":[]", Reported.Open(store, "trends", "{" + Days + """, "series": [{}]}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"series\": []", "#/series: Expected a list of 1 to 5 series, such as [{\"events\": {\"event\": \"Signup\"}}].")]
    [InlineData("\"series\": [7]", "#/series/0: Expected a JSON object.")]
    [InlineData("\"series\": [{\"event\": \"Signup\"}]", "#/series/0/event: Only events, measure, property, name are known here.")]
    [InlineData("\"series\": [{\"measure\": \"mean\"}]", "#/series/0/measure: Invalid value \"mean\": expected total, visitors, sum, average, median, p90, p95, p99, share.")]
    [InlineData("\"series\": [{}, {\"measure\": \"p90\"}]", "#/series/1/property: The measure p90 needs a prop to measure, such as \"event:props:seconds\".")]
    [InlineData("\"series\": [{\"measure\": \"sum\", \"property\": \"event:page\"}]", "#/series/0/property: The measure sum needs a prop to measure, such as \"event:props:seconds\".")]
    [InlineData("\"series\": [{\"property\": \"event:props:seconds\"}]", "#/series/0/property: The measure total takes no prop: leave property out, or ask for sum, average, median, p90, p95, p99 or share.")]
    [InlineData("\"series\": [{}], \"ratio\": true", "#/ratio: A ratio is that of the first series to the second: ask for two series.")]
    [InlineData("\"series\": [{}], \"ratio\": 1", "#/ratio: Invalid value 1: expected true or false.")]
    [InlineData("\"series\": [{}], \"moving_average\": 1", "#/moving_average: Invalid value 1: expected a whole number from 2 to 90.")]
    [InlineData("\"series\": [{}], \"values\": 26", "#/values: Invalid value 26: expected a whole number from 1 to 25.")]
    [InlineData("\"series\": [{}], \"interval\": \"minute\"", "#/interval: Invalid value \"minute\": expected hour, day, week, month.")]
    [InlineData("\"series\": [{}], \"breakdown\": \"event:goal\"", "#/breakdown: A report cannot be broken down by event:goal.")]
    [InlineData("\"series\": [{\"events\": {\"goal\": \"None\"}}]", "#/series/0/events/goal: The goal `None` is not configured for this site.")]
    [InlineData("\"series\": [{}, {}], \"date_range\": [\"2022-01-01\", \"2023-12-31\"], \"interval\": \"hour\"", "#/interval: A trend has at most 20000 points, that is 10000 intervals for 2 lines.")]
    public void WhatCannotBeAskedIsRefusedByItsPath(string members, string error)
    {
        using var store = new QuestionStore([]);
        var range = members.Contains("date_range", StringComparison.Ordinal) ? "" : "\"date_range\": [\"2024-03-01\", \"2024-03-04\"], ";

        Assert.Equal([error], store.AskReport("trends", range + members));
    }

    private static IReadOnlyList<string> Ask(string series, string more = "")
    {
        using var store = new QuestionStore(Happenings).Identified();
        return store.AskReport("trends", $"{Days}, \"series\": [{series}]{more}");
    }
}
