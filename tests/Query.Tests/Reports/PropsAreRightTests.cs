using System.Globalization;
using System.Text.Json.Nodes;
using Footfall.Query.Tests.Store;
using FsCheck;
using FsCheck.Fluent;

namespace Footfall.Query.Tests.Reports;

/// <summary>Random events against an evaluation that looks at each prop of each.</summary>
public class PropsAreRightTests
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FOOTFALL_CASES"), out var cases) ? cases : 40;

    [Theory]
    [InlineData("\"rows\": 0", "#/rows: Invalid value 0: expected a whole number from 1 to 500.")]
    [InlineData("\"events\": {\"goal\": \"None\"}", "#/events/goal: The goal `None` is not configured for this site.")]
    [InlineData("\"prop\": \"plan\"", "#/prop: This report knows only date_range, filters, events, rows.")]
    public void WhatCannotBeAskedIsRefusedByItsPath(string members, string error)
    {
        using var store = new QuestionStore([]);

        Assert.Equal([error], store.AskReport("props", $"\"date_range\": \"all\", {members}"));
    }

    [Fact]
    public void CountsAreWhatLookingAtEachPropGives() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var name = random.Next(3) switch { 0 => null, 1 => "buy", _ => "scroll" };
        using var store = new QuestionStore(Happenings(random));
        var question = $$"""{"date_range": ["2024-03-01", "2024-03-01"], "rows": 3{{(name is null ? "" : $", \"events\": {{\"event\": \"{name}\"}}")}} }""";

        var answer = Reported.Open(store, "props", question);

        var people = store.Events.Where(e => e.BotReason is null).ToList();
        Assert.Equal(Expected(people.Where(e => e.IsCounted), people.Where(e => name is null ? e.IsCounted : e.Name == name)), Reported.Lines(answer));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(answer), JsonNode.Parse(Reported.ByPlan(store, "props", question))), answer);
    }));

    private static IEnumerable<string> Expected(IEnumerable<Happening> counted, IEnumerable<Happening> chosen)
    {
        foreach (var group in counted.GroupBy(e => e.Name).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(3))
            yield return $"events: {group.Key}, {group.Count()}, {Visitors(group)}";
        var carried = chosen.SelectMany(e => e.Props.Select(prop => (Event: e, prop.Key, prop.Value)));
        foreach (var group in carried.GroupBy(one => one.Key).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(3))
        {
            var numbers = group.Count(one => decimal.TryParse(one.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
            yield return $"props: {group.Key}, {group.Count()}, {Visitors(group.Select(one => one.Event))}, {group.Select(one => one.Value).Distinct().Count()}, {numbers}";
        }
    }

    private static int Visitors(IEnumerable<Happening> events) => events.Select(e => e.Visitor).Distinct().Count(visitor => visitor is not null);

    private static IEnumerable<Happening> Happenings(Random random) => Enumerable.Range(0, random.Next(0, 40)).Select(i => new Happening
    {
        Time = Make.At("2024-03-01 10:00").AddMinutes(i),
        Name = Pick(random, ["pageview", "buy", "buy", "signup", "scroll", "ping"]),
        Visitor = random.Next(8) == 0 ? null : (ulong)random.Next(1, 6),
        BotReason = random.Next(10) == 0 ? "listed" : null,
        Props = new[] { "plan", "seats", "it's \"odd\"", "colour" }.Where(_ => random.Next(2) == 0).ToDictionary(prop => prop, _ => Pick(random, ["pro", "12", "-0.5", "free", ""])),
    });

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
