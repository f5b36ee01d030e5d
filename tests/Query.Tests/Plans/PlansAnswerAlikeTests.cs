using Footfall.Query.Tests.Store;
using FsCheck;
using FsCheck.Fluent;

namespace Footfall.Query.Tests.Plans;

public class PlansAnswerAlikeTests
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FOOTFALL_CASES"), out var cases) ? cases : 150;

    [Fact]
    public void AQuestionByPlanHasTheAnswerOfTheServer()
    {
        var answered = 0;
        var property = Prop.ForAll(
            Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
            seed =>
            {
                using var planned = Make(seed);
                if (planned.Open is null) return;
                Assert.Equal(planned.Open, planned.Sealed);
                Assert.DoesNotContain(planned.Texts.Where(text => text.Length > 3 && !OwnWords.Contains(text)), text => planned.Request.Contains($"\"{text}\"", StringComparison.Ordinal));
                answered++;
            });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), property);

        Assert.True(answered > Cases / 2, "Nearly all questions were refused.");
    }

    /// <summary>What questions may say: the name of the site, which the server knows.</summary>
    private static readonly string[] OwnWords = ["example.org"];

    /// <summary>A random case with a comparison, labels and totals, as the dashboard asks.</summary>
    /// <param name="happenings">Of which it is asked, where not of its own.</param>
    internal static PlannedCase Make(int seed, IReadOnlyList<Happening>? happenings = null)
    {
        var random = new Random(seed);
        var c = RandomCase.Make(seed);
        var include = new List<string>();
        if (random.Next(2) == 0) include.Add($"\"comparisons\": {Comparison(random)}");
        if (random.Next(3) == 0) include.Add("\"total_rows\": true");
        if (random.Next(3) == 0 && c.Question.Contains("\"time", StringComparison.Ordinal)) include.Add("\"time_labels\": true");
        var page = random.Next(8) == 0 && !c.Question.Contains("pagination", StringComparison.Ordinal) ? ", \"pagination\": {\"limit\": 5, \"offset\": 100}" : "";
        return new PlannedCase(happenings ?? c.Happenings, c.TimeZone, RandomCase.Goals, $"{c.Question}, \"include\": {{{string.Join(", ", include)}}}{page}", new DateTime(2024, 11, 6, 0, 0, 0, DateTimeKind.Utc));
    }

    private static string Comparison(Random random) => random.Next(4) switch
    {
        0 => """{"mode": "year_over_year"}""",
        1 => """{"mode": "previous_period", "match_day_of_week": true}""",
        2 => """{"mode": "custom", "date_range": ["2024-03-28", "2024-04-02"]}""",
        _ => """{"mode": "previous_period"}""",
    };
}
