using System.Globalization;
using Footfall.Query.Tests.Store;

namespace Footfall.Query.Tests.Sharing;

/// <summary>Attacks a link that hides small numbers: asks everything that it answers, and looks for anything about fewer people that follows from the answers.</summary>
public class DifferencingTests
{
    private const int Days = 3;
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FOOTFALL_CASES"), out var cases) ? cases : 4;
    private static readonly string[] Dimensions = ["visit:source", "event:page", "visit:country"];

    /// <summary>
    /// The unknowns are the pageviews of each value on each day. Every answer about every range is an equation, and each dimension of a day has the same total.
    /// Whatever set of values of a day follows from all of them is of nobody or of enough people.
    /// </summary>
    [Fact]
    public void NothingAboutFewerPeopleFollowsFromAllAnswersTogether()
    {
        var (shown, hidden) = (0, 0);
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var least = random.Next(2, 7);
            using var world = Made(random, least);
            var cells = Cells(world);
            var attack = new Equations(cells.Count);
            var single = Range().SelectMany(day => Dimensions.Select(dimension => (day, dimension)))
                .ToDictionary(key => key, key => RowsOf(world, key.dimension, key.day, key.day).Select(row => row.Value).ToHashSet());
            foreach (var day in Range())
            {
                // That the values of one dimension and those of another have one total is known without asking.
                var totals = Dimensions.Select(dimension => Of(cells, cell => cell.Day == day && cell.Dimension == dimension)).ToList();
                if (TotalOf(world, day, day) is not null) totals.ForEach(attack.Learn);
            }

            foreach (var (first, last) in Range().SelectMany(first => Range().Where(last => last >= first).Select(last => (first, last))))
            {
                foreach (var dimension in Dimensions)
                {
                    foreach (var (value, pageviews) in RowsOf(world, dimension, first, last))
                    {
                        // Which days a sum has in it, the single days tell.
                        var parts = Range().Where(day => day >= first && day <= last && single[(day, dimension)].Contains(value)).ToList();
                        var sum = Of(cells, cell => parts.Contains(cell.Day) && cell.Dimension == dimension && cell.Value == value).ToList();
                        Assert.Equal(sum.Sum(cell => cells[cell].Pageviews), pageviews);
                        attack.Learn(sum);
                        shown++;
                    }
                }
            }

            foreach (var (day, dimension) in Range().SelectMany(day => Dimensions.Select(dimension => (day, dimension))))
            {
                var values = Of(cells, cell => cell.Day == day && cell.Dimension == dimension).ToList();
                foreach (var set in Enumerable.Range(1, (1 << values.Count) - 1).Select(bits => values.Where((_, i) => (bits >> i & 1) == 1).ToList()))
                {
                    var people = set.SelectMany(cell => cells[cell].Visitors).Distinct().Count();
                    if (people >= least) continue;
                    hidden++;
                    Assert.False(attack.Tell(set), $"seed {seed}, {least} visitors: {day} {string.Join(", ", set.Select(cell => cells[cell].Value))} is of {people} and can be worked out");
                }
            }
        }

        // The attack means something only where there was something to see and something to find.
        Assert.True(shown > Cases * 5 && hidden > Cases * 20, $"{shown} shown, {hidden} hidden");
    }

    /// <summary>Visitors do not add up, so each number of them is looked at for itself, and so is what is left beside the values that are shown.</summary>
    [Fact]
    public void EveryNumberOfVisitorsThatIsShownIsTrueAndLargeAndSoIsTheRest()
    {
        for (var seed = 100; seed < 100 + Cases; seed++)
        {
            var random = new Random(seed);
            var least = random.Next(2, 7);
            using var world = Made(random, least);
            var cells = Cells(world);
            foreach (var day in Range())
            {
                var everybody = world.All.Where(h => DateOnly.FromDateTime(h.Time) == day).Select(h => h.Visitor).Distinct().Count();
                var total = Visitors(world.Ask($"""{Metrics("visitors")}, {Between(day, day)}""", out _).Single().Metrics[0]);
                Assert.Equal(everybody >= least ? everybody : null, total);
                foreach (var dimension in Dimensions)
                {
                    var rows = world.Ask($"""{Metrics("visitors")}, "dimensions": ["{dimension}"], {Between(day, day)}""", out _);
                    var told = rows.ToDictionary(row => row.Dimensions[0], row => Visitors(row.Metrics[0])!.Value);
                    if (total is null) Assert.Empty(told);
                    Assert.All(told, pair => Assert.True(pair.Value >= least && pair.Value == cells.Single(cell => cell.Day == day && cell.Dimension == dimension && cell.Value == pair.Key).Visitors.Count));
                    var rest = cells.Where(cell => cell.Day == day && cell.Dimension == dimension && !told.ContainsKey(cell.Value)).SelectMany(cell => cell.Visitors).Distinct().Count();
                    if (total is not null) Assert.True(rest == 0 || rest >= least, $"seed {seed}: {rest} are left on {day} beside the {dimension} that are shown, of {least}");
                }
            }
        }
    }

    /// <summary>Late events, an erased visitor, a clock that goes on: what was shown once stays, so that it cannot be subtracted from itself.</summary>
    [Fact]
    public void WhatWasShownOnceDoesNotChange()
    {
        var random = new Random(7);
        using var world = Made(random, least: 3);
        var questions = Dimensions.Select(dimension => $"""{Metrics("visitors", "visits", "pageviews")}, "dimensions": ["{dimension}"], {Between(PublishedWorld.FirstDay, PublishedWorld.FirstDay.AddDays(Days - 1))}""")
            .Append($"""{Metrics("visitors", "visits", "pageviews", "bounce_rate", "visit_duration", "views_per_visit")}, "dimensions": ["time:day"], {Between(PublishedWorld.FirstDay, PublishedWorld.FirstDay.AddDays(Days - 1))}""").ToList();
        var before = questions.SelectMany(world.Ask).ToList();
        Assert.True(before.Count > Days + 3);

        world.Happen(Day(random, PublishedWorld.FirstDay, firstVisitor: 900, visitors: 30));
        world.Erase(world.All[0].Visitor!.Value);
        world.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(before, questions.SelectMany(world.Ask).ToList());
    }

    [Fact]
    public void ADayIsShownAnHourAfterItsEndAndNotBefore()
    {
        var random = new Random(3);
        var today = PublishedWorld.FirstDay;
        using var world = new PublishedWorld(3, new DateTimeOffset(today.AddDays(1).ToDateTime(new TimeOnly(0, 59, 59)), TimeSpan.Zero), Dimensions);
        world.Happen(Day(random, today, firstVisitor: 1, visitors: 20));
        var question = $"""{Metrics("visitors")}, {Between(today, today)}""";

        Assert.Equal([": null"], world.Ask(question));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([": 20"], world.Ask(question));
    }

    [Fact]
    public void MonthsAreShownWholeOrNotAtAll()
    {
        var random = new Random(4);
        using var world = new PublishedWorld(3, new DateTimeOffset(2024, 5, 20, 0, 0, 0, TimeSpan.Zero), Dimensions, grain: "month");
        foreach (var day in (DateOnly[])[new(2024, 3, 4), new(2024, 3, 20), new(2024, 4, 9), new(2024, 5, 2)]) world.Happen(Day(random, day, firstVisitor: (ulong)day.DayOfYear * 100, visitors: 10));

        Assert.Equal([": 20"], world.Ask($"""{Metrics("visitors")}, "date_range": ["2024-03-01", "2024-03-31"]"""));
        Assert.Equal([": null"], world.Ask($"""{Metrics("visitors")}, "date_range": ["2024-03-02", "2024-03-31"]"""));
        Assert.Equal([": 30"], world.Ask($"""{Metrics("visitors")}, "date_range": "all" """));
        Assert.Equal(["2024-03-01: 20", "2024-04-01: 10", "2024-05-01: null"], world.Ask($"""{Metrics("visitors")}, "dimensions": ["time:month"], "date_range": ["2024-03-01", "2024-05-31"]"""));
    }

    /// <summary>Each of these would be another cut through the same people.</summary>
    [Theory]
    [InlineData("\"filters\": [[\"is\", \"visit:country\", [\"DE\"]]], \"date_range\": \"7d\"", "takes none")]
    [InlineData("\"filters\": [[\"is_not\", \"visit:country\", [\"DE\"]]], \"date_range\": \"7d\"", "takes none")]
    [InlineData("\"filters\": [[\"contains\", \"visit:source\", [\"a\"]]], \"dimensions\": [\"visit:source\"], \"date_range\": \"7d\"", "takes none")]
    [InlineData("\"filters\": [[\"has_not_done\", [\"is\", \"event:page\", [\"/\"]]]], \"date_range\": \"7d\"", "takes none")]
    [InlineData("\"date_range\": \"30m\"", "whole days")]
    [InlineData("\"date_range\": [\"2024-03-04T10:00:00Z\", \"2024-03-04T11:00:00Z\"]", "whole days")]
    [InlineData("\"dimensions\": [\"time:hour\"], \"date_range\": \"7d\"", "whole days")]
    [InlineData("\"dimensions\": [\"visit:city\"], \"date_range\": \"7d\"", "does not show visit:city")]
    [InlineData("\"dimensions\": [\"visit:browser\"], \"date_range\": \"7d\"", "does not show visit:browser")]
    [InlineData("\"dimensions\": [\"event:goal\"], \"date_range\": \"7d\"", "does not show event:goal")]
    [InlineData("\"dimensions\": [\"visit:source\", \"visit:country\"], \"date_range\": \"7d\"", "one dimension at a time")]
    [InlineData("\"dimensions\": [\"time:day\", \"visit:country\"], \"date_range\": \"7d\"", "one dimension at a time")]
    [InlineData("\"include\": {\"comparisons\": {\"mode\": \"previous_period\"}}, \"date_range\": \"7d\"", "one range at a time")]
    public void WhatCouldBeSubtractedIsRefused(string members, string reason)
    {
        using var world = Made(new Random(1), least: 3);
        Assert.Empty(world.Ask($"{Metrics("visitors")}, {members}", out var refusal));
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void RatesOfCellsAreRefused()
    {
        using var world = Made(new Random(1), least: 3);
        Assert.Empty(world.Ask($"""{Metrics("bounce_rate")}, "dimensions": ["visit:source"], "date_range": "7d" """, out var refusal));
        Assert.Contains("only visitors, visits, pageviews, percentage", refusal, StringComparison.Ordinal);
    }

    private static PublishedWorld Made(Random random, int least)
    {
        var world = new PublishedWorld(least, new DateTimeOffset(PublishedWorld.FirstDay.AddDays(Days).ToDateTime(new TimeOnly(2, 0)), TimeSpan.Zero), Dimensions);
        foreach (var day in Range()) world.Happen(Day(random, day, firstVisitor: (ulong)(day.DayNumber % 1000) * 1000, visitors: random.Next(0, 26)));
        // So that there is a first event, however few came.
        world.Happen(Day(random, PublishedWorld.FirstDay, firstVisitor: 999_000, visitors: 1));
        return world;
    }

    /// <summary>A few values take most: some cells are large, some tiny. Each visitor has one visit, with one to three pages.</summary>
    private static List<Happening> Day(Random random, DateOnly day, ulong firstVisitor, int visitors)
    {
        var happenings = new List<Happening>();
        for (var i = 0; i < visitors; i++)
        {
            var start = day.ToDateTime(new TimeOnly(random.Next(6, 20), random.Next(0, 30)), DateTimeKind.Utc);
            var (source, country) = (Pick("Google", "Bing", "Mastodon", "Nobody's"), Pick("DE", "FR", "AT", "LI"));
            for (var view = 0; view < random.Next(1, 4); view++)
                happenings.Add(new Happening { Time = start.AddMinutes(view * 3), Visitor = firstVisitor + (ulong)i, Source = source, Country = country, Path = Pick("/", "/a", "/b", "/c*") });
        }

        return happenings;

        string Pick(params string[] values) => values[Math.Min(values.Length - 1, (int)(-Math.Log(1 - random.NextDouble()) / 0.9))];
    }

    private static List<Cell> Cells(PublishedWorld world) =>
        [.. Dimensions.SelectMany(dimension => world.All.GroupBy(h => (Day: DateOnly.FromDateTime(h.Time), Value: ValueOf(h, dimension)))
            .Select(group => new Cell(group.Key.Day, dimension, group.Key.Value, group.Count(), [.. group.Select(h => h.Visitor!.Value).Distinct()])))];

    private static string ValueOf(Happening happening, string dimension) => dimension switch
    {
        "visit:source" => happening.Source!,
        "visit:country" => happening.Country!,
        _ => happening.Path!,
    };

    private static IEnumerable<int> Of(List<Cell> cells, Func<Cell, bool> which) => Enumerable.Range(0, cells.Count).Where(i => which(cells[i]));

    private static IReadOnlyList<(string Value, long Pageviews)> RowsOf(PublishedWorld world, string dimension, DateOnly first, DateOnly last) =>
        [.. world.Ask($"""{Metrics("pageviews")}, "dimensions": ["{dimension}"], {Between(first, last)}""", out _).Select(row => (row.Dimensions[0], (long)row.Metrics[0]!))];

    private static long? TotalOf(PublishedWorld world, DateOnly first, DateOnly last) => Visitors(world.Ask($"{Metrics("pageviews")}, {Between(first, last)}", out _).Single().Metrics[0]);

    private static long? Visitors(object? metric) => metric is null ? null : Convert.ToInt64(metric, CultureInfo.InvariantCulture);

    private static IEnumerable<DateOnly> Range() => Enumerable.Range(0, Days).Select(PublishedWorld.FirstDay.AddDays);

    private static string Metrics(params string[] names) => $"\"metrics\": [{string.Join(", ", names.Select(name => $"\"{name}\""))}]";

    private static string Between(DateOnly first, DateOnly last) => $"\"date_range\": [\"{first:yyyy-MM-dd}\", \"{last:yyyy-MM-dd}\"]";

    private sealed record Cell(DateOnly Day, string Dimension, string Value, long Pageviews, HashSet<ulong> Visitors);
}
