using System.Text.Json;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Tests.Store;

namespace Footfall.Query.Tests.Sql;

public class LateEventsTests
{
    private static readonly string[] PerEvent = ["browser_version", "os", "os_version", "region", "city", "language"];
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FOOTFALL_CASES"), out var cases) ? cases : 40;

    /// <summary>
    /// The same random happenings through the product's store, in any order and in several commits: late events extend visits, join them and give them another
    /// beginning. The answers are those of the slow evaluation, which knows all events at once.
    /// </summary>
    [Fact]
    public void InWhateverOrderEventsComeTheAnswersAreTheSame()
    {
        using var product = new StoredHappenings();
        for (var seed = 0; seed < Cases; seed++)
        {
            var drawn = RandomCase.Make(seed * 31 + 7);
            // What a browser tells lies with each event as it was sent; here it is the visit's that is asked for. A first touch comes with some events only.
            var c = drawn with
            {
                // No two at one instant: which of them came first would be anyone's choice.
                Happenings = [.. drawn.Happenings.DistinctBy(h => h.Time).Select(h => h with { More = h.More.Where(m => !PerEvent.Contains(m.Key) && !m.Key.StartsWith("first_", StringComparison.Ordinal)).ToDictionary() })],
            };
            using var document = JsonDocument.Parse($$"""{"site_id": "example.org", {{c.Question}}}""");
            if (QuestionParser.Parse(document.RootElement).Question is not { } question) continue;
            using var known = new QuestionStore(c.Happenings, c.TimeZone) { Goals = RandomCase.Goals, Now = new DateTime(2024, 11, 6, 0, 0, 0, DateTimeKind.Utc) };
            var project = known.Project with { Number = new Footfall.Events.ProjectNumber(seed + 1) };
            var context = known.Context with { Project = project };
            if (Planner.Plan(question, context).Plan is not { } plan) continue;

            var arriving = c.Happenings.ToArray();
            new Random(seed).Shuffle(arriving);
            foreach (var commit in arriving.Chunk(7)) product.Commit(project, commit);

            var expected = new Reference(known.Events, known.Visits, known.Goals, Zone.Find(c.TimeZone), plan.Range, question).Rows();
            var actual = product.Ask(c.Question, context);
            Assert.True(expected.SequenceEqual(actual), $"expected:\n  {string.Join("\n  ", expected)}\nbut the store says:\n  {string.Join("\n  ", actual)}\n{c}");
        }
    }
}
