using Footfall.Query.Tests.Store;
using FsCheck;
using FsCheck.Fluent;
using static Footfall.Query.Tests.Store.Make;

namespace Footfall.Query.Tests.Reports;

public class RetentionTests
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FOOTFALL_CASES"), out var cases) ? cases : 60;
    private const string Days = "\"date_range\": [\"2024-03-01\", \"2024-03-04\"], \"interval\": \"day\"";

    private static readonly Happening[] Happenings =
    [
        View("2024-03-01 10:00"), Event("2024-03-02 10:00", "Signup"), View("2024-03-04 10:00"),
        View("2024-03-01 11:00", "/", 2), View("2024-03-03 10:00", "/", 2),
        View("2024-03-02 10:00", "/", 3),
    ];

    [Fact]
    public void ACohortIsCountedInEachLaterPeriod()
    {
        using var store = new QuestionStore(Happenings).Identified();

        Assert.Equal(
            [
                "cohorts: 2024-03-01, 2, 1, 1, 1, 50, 1", "cohorts: 2024-03-01, 2, 2, 2, 1, 50, 1", "cohorts: 2024-03-01, 2, 3, 3, 1, 50, 1",
                "cohorts: 2024-03-02, 1, 1, 1, 0, 0, 1", "cohorts: 2024-03-02, 1, 2, 2, 0, 0, 1",
                "average: 1, 1, 2, 1, 3, 33.33", "average: 2, 2, 2, 1, 3, 33.33", "average: 3, 3, 1, 1, 2, 50",
            ],
            store.AskReport("retention", Days));
    }

    [Fact]
    public void UnboundedCountsAReturnInThePeriodOrAnyLaterOne()
    {
        using var store = new QuestionStore(Happenings).Identified();

        Assert.Equal(
            ["cohorts: 2024-03-01, 2, 1, null, 2, 100, 1", "cohorts: 2024-03-01, 2, 2, null, 2, 100, 1", "cohorts: 2024-03-01, 2, 3, null, 1, 50, 1"],
            store.AskReport("retention", $"{Days}, \"count\": \"on_or_after\"").Take(3));
    }

    [Fact]
    public void BracketsCountWhoReturnedInAnyOfTheirPeriods()
    {
        using var store = new QuestionStore(Happenings).Identified();

        Assert.Equal(
            ["cohorts: 2024-03-01, 2, 1, 2, 2, 100, 1", "cohorts: 2024-03-01, 2, 3, 9, 1, 50, 0", "cohorts: 2024-03-02, 1, 1, 2, 0, 0, 1", "average: 1, 2, 2, 2, 3, 66.67"],
            store.AskReport("retention", $"{Days}, \"brackets\": [[1, 2], [3, 9]]"));
    }

    [Fact]
    public void AReturnThatIsChosenByANameThatNeverCountsMakesNobodyFirst()
    {
        using var store = new QuestionStore([Event("2024-03-01 10:00", "scroll"), View("2024-03-02 10:00"), Event("2024-03-03 10:00", "scroll")]).Identified();

        Assert.Equal("cohorts: 2024-03-02, 1, 1, 1, 1, 100, 1", store.AskReport("retention", $"{Days}, \"return\": {{\"event\": \"scroll\"}}")[0]);
    }

    [Fact]
    public void FirstAndReturnEventsCanBeChosen()
    {
        using var store = new QuestionStore(Happenings).Identified();

        Assert.Equal(["cohorts: 2024-03-02, 1, 1, 1, 0, 0, 1", "cohorts: 2024-03-02, 1, 2, 2, 1, 100, 1"], store.AskReport("retention", $"{Days}, \"first\": {{\"event\": \"Signup\"}}, \"return\": {{\"page\": \"/\"}}").Take(2));
    }

    [Fact]
    public void APeriodThatStillRunsIsNotComplete()
    {
        using var store = new QuestionStore(Happenings) { Now = At("2024-03-04 12:00") }.Identified();

        Assert.Equal("cohorts: 2024-03-01, 2, 3, 3, 1, 50, 0", store.AskReport("retention", Days)[2]);
    }

    [Fact]
    public void APeriodThatTheRangeCutsIsNotComplete()
    {
        using var store = new QuestionStore([View("2024-02-20 10:00"), View("2024-02-28 10:00")]).Identified();

        Assert.Equal(["cohorts: 2024-02-19, 1, 1, 1, 1, 100, 0"], store.AskReport("retention", "\"date_range\": [\"2024-02-19\", \"2024-02-29\"]"));
        Assert.Equal("cohorts: 2024-02-19, 1, 1, 1, 1, 100, 1", store.AskReport("retention", "\"date_range\": [\"2024-02-19\", \"2024-03-03\"]")[0]);
    }

    [Fact]
    public void WhereVisitorsAreKnownForADayItIsRefusedWithTheReason()
    {
        using var store = new QuestionStore(Happenings);

        Assert.StartsWith("#: This project's visitors have a new id each day", Assert.Single(store.AskReport("retention", Days)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"interval\": \"hour\"", "#/interval: Invalid value \"hour\": expected day, week, month.")]
    [InlineData("\"periods\": 91", "#/periods: Invalid value 91: expected a whole number from 1 to 90.")]
    [InlineData("\"brackets\": [[1, 3], [3, 4]]", "#/brackets/1: Expected [first, last], periods from 1 to 90 in order and apart, such as [1, 3].")]
    [InlineData("\"brackets\": []", "#/brackets: Expected a list of 1 to 20 brackets.")]
    [InlineData("\"first\": []", "#/first: Expected an object such as {\"event\": \"Signup\"}.")]
    [InlineData("\"date_range\": [\"2020-01-01\", \"2024-03-04\"], \"interval\": \"day\"", "#/interval: A retention report has at most 400 periods.")]
    public void WhatCannotBeAskedIsRefusedByItsPath(string members, string error)
    {
        using var store = new QuestionStore([]).Identified();
        var range = members.Contains("date_range", StringComparison.Ordinal) ? "" : "\"date_range\": [\"2024-03-01\", \"2024-03-04\"], ";

        Assert.Equal([error], store.AskReport("retention", range + members));
    }

    [Fact]
    public void RetentionIsWhatCountingVisitorByVisitorGives() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var start = At("2024-03-28 00:00");
        var happenings = Enumerable.Range(0, random.Next(0, 50)).Select(_ => new Happening
        {
            Time = start.AddHours(random.Next(0, 24 * 12)),
            Name = random.Next(3) == 0 ? "Signup" : "pageview",
            Visitor = random.Next(10) == 0 ? null : (ulong)random.Next(1, 7),
            BotReason = random.Next(20) == 0 ? "listed" : null,
        }).ToList();
        var (unbounded, chosen) = (random.Next(2) == 0, random.Next(2) == 0);
        using var store = new QuestionStore(happenings, "Europe/Berlin") { Now = start.AddDays(random.Next(5, 20)) }.Identified();
        var question = $$"""{"date_range": ["2024-03-29", "2024-04-07"], "interval": "day", "periods": 4, "count": "{{(unbounded ? "on_or_after" : "on")}}"{{(chosen ? ", \"first\": {\"event\": \"Signup\"}" : "")}}}""";

        var answer = Reported.Open(store, "retention", question);

        Assert.Equal(Expected(store, unbounded, chosen), Reported.Lines(answer).Where(line => line.StartsWith("cohorts", StringComparison.Ordinal)));
        Assert.Equal(answer, Reported.ByPlan(store, "retention", question));
    }));

    private static IEnumerable<string> Expected(QuestionStore store, bool unbounded, bool chosen)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone));
        var firstDay = new DateOnly(2024, 3, 29);
        var events = store.Events.Where(e => e is { BotReason: null, Visitor: not null })
            .Select(e => (Who: e.Visitor!.Value, e.Name, Day: DayOf(e.Time).DayNumber - firstDay.DayNumber)).Where(e => e.Day is >= 0 and < 10).ToList();
        var over = Enumerable.Range(0, 10).Count(day => TimeZoneInfo.ConvertTimeToUtc(firstDay.AddDays(day + 1).ToDateTime(TimeOnly.MinValue), zone) <= store.Now);
        var members = events.Where(e => !chosen || e.Name == "Signup").GroupBy(e => e.Who).Select(g => (Who: g.Key, Cohort: g.Min(e => e.Day))).ToList();
        foreach (var cohort in members.GroupBy(m => m.Cohort).OrderBy(g => g.Key))
        {
            for (var period = 1; period <= 4 && cohort.Key + period < 10; period++)
            {
                var back = cohort.Count(m => events.Any(e => e.Who == m.Who && (unbounded ? e.Day >= cohort.Key + period : e.Day == cohort.Key + period)));
                var complete = unbounded ? over == 10 : cohort.Key + period < over;
                yield return FormattableString.Invariant(
                    $"cohorts: {firstDay.AddDays(cohort.Key):yyyy-MM-dd}, {cohort.Count()}, {period}, {(unbounded ? "null" : period)}, {back}, {Math.Round(back * 100.0 / cohort.Count(), 2, MidpointRounding.AwayFromZero)}, {(complete ? 1 : 0)}");
            }
        }
    }
}
