using System.Text.Json;
using Footfall.Events;
using Footfall.Query.Keeping;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Tests.Store;

namespace Footfall.Query.Tests.Keeping;

public class KeptAnswersAreRightTests
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FOOTFALL_CASES"), out var cases) ? cases : 8;

    /// <summary>
    /// Random questions, asked again and again while random happenings are committed, late ones among them, and visitors erased: what is kept is what the slow
    /// evaluation says of all that is there.
    /// </summary>
    [Fact]
    public void AKeptAnswerIsTheOneThatTheStoreWouldGive()
    {
        using var product = new StoredHappenings();
        var (asked, ran) = (0, 0);
        var keeping = new KeepingStatements(
            (statement, cancellation) =>
            {
                Interlocked.Increment(ref ran);
                return product.RunAsync(statement, cancellation);
            },
            product.Changes, meters: null, bytes: 1 << 20);
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var c = RandomCase.Make(seed * 17 + 3);
            using var known = new QuestionStore(c.Happenings, c.TimeZone) { Goals = RandomCase.Goals, Now = new DateTime(2024, 11, 6, 0, 0, 0, DateTimeKind.Utc) };
            var project = known.Project with { Number = new ProjectNumber(seed + 1) };
            var context = known.Context with { Project = project };
            var questions = Enumerable.Range(0, 4).Select(i => RandomCase.Make(seed * 1009 + i).Question).Append(c.Question).Where(question => IsAnswered(question, context)).ToList();
            var arriving = c.Happenings.ToArray();
            random.Shuffle(arriving);
            foreach (var commit in arriving.Chunk(4))
            {
                product.Commit(project, commit);
                if (random.Next(6) == 0) product.Erase(project, (ulong)random.Next(5));
                foreach (var question in questions)
                {
                    asked++;
                    var expected = product.Ask(question, context);
                    for (var times = 0; times < 2; times++)
                    {
                        var actual = StoredHappenings.Ask(keeping.RunAsync, question, context);
                        Assert.True(expected.SequenceEqual(actual), $"seed {seed}: expected:\n  {string.Join("\n  ", expected)}\nbut kept is:\n  {string.Join("\n  ", actual)}\n{question}");
                    }
                }
            }
        }

        Assert.InRange(ran, 1, asked * 2 * 9 / 10);
    }

    private static bool IsAnswered(string members, QuestionContext context)
    {
        using var document = JsonDocument.Parse($$"""{"site_id": "example.org", {{members}}}""");
        return QuestionParser.Parse(document.RootElement).Question is { } question && Planner.Plan(question, context).Plan is not null;
    }
}
