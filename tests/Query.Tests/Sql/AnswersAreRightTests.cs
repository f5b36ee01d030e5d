using System.Text.Json;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Tests.Store;
using FsCheck;
using FsCheck.Fluent;

namespace Footfall.Query.Tests.Sql;

public class AnswersAreRightTests
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FOOTFALL_CASES"), out var cases) ? cases : 150;

    [Fact]
    public void TheAnswerInSqlIsThatOfASlowEvaluation()
    {
        var cases = Gen.Choose(0, int.MaxValue - 1).Select(RandomCase.Make);
        var property = Prop.ForAll(Arb.From(cases, c => c.Smaller()), c => Difference(c) is { } difference ? throw new Xunit.Sdk.XunitException($"{difference}\n{c}") : true);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), property);
    }

    /// <summary>What the two answers differ in, or null. Questions that are refused have no answers.</summary>
    private static string? Difference(RandomCase c)
    {
        using var document = JsonDocument.Parse($$"""{"site_id": "example.org", {{c.Question}}}""");
        var (question, _) = QuestionParser.Parse(document.RootElement);
        if (question is null) return null;
        using var store = new QuestionStore(c.Happenings, c.TimeZone) { Goals = RandomCase.Goals, Now = new DateTime(2024, 11, 6, 0, 0, 0, DateTimeKind.Utc) };
        var (plan, error) = Planner.Plan(question, store.Context);
        if (plan is null) return error!.ToString().Contains("48 hours", StringComparison.Ordinal) ? null : error.ToString();
        var expected = new Reference(store.Events, store.Visits, store.Goals, Zone.Find(c.TimeZone), plan.Range, question).Rows();
        var actual = store.Ask(c.Question);
        return expected.SequenceEqual(actual) ? null : $"expected:\n  {string.Join("\n  ", expected)}\nbut SQL says:\n  {string.Join("\n  ", actual)}";
    }
}
