using System.Text.Json.Nodes;
using Footfall.Events;
using Footfall.Ingestion.Enrichment;
using Footfall.Ingestion.Sealed;
using Footfall.Storage.Events;
using Footfall.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Ingestion.Tests.Sealed;

/// <summary>What the pipeline and the store make of opened messages, which the reader in the browser has to make of them too.</summary>
public sealed class RowVectorTests : IDisposable
{
    private const int FewestCases = 150;

    private readonly TempDirectory directory = new();
    private readonly EventStore store;
    private readonly SealedPipeline pipeline = new(new IngestionLimits(), new BotDetector(), new UserAgentParser(), new SourceClassifier());
    private long offset;

    public RowVectorTests() =>
        store = EventStore.Open(directory.Path, new EventStoreOptions { Threads = 1 }, new FakeClock(), NullLoggerFactory.Instance);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        store.Dispose();
        directory.Dispose();
    }

    [Fact]
    public async Task RowsAreThoseOfTheSharedVectors()
    {
        var vectors = RowVectors.Read();
        var cases = vectors.GetProperty("cases").EnumerateArray().Select((json, place) => new RowCase(json, place + 1)).ToList();
        List<string> answers = [];
        foreach (var one in cases) answers.Add(await AnswerAsync(one));
        if (RowVectors.Writes) RowVectors.Write(vectors, answers);
        else Assert.All(cases.Zip(answers), pair => Assert.True(Same(pair.First.Answer, pair.Second), $"{pair.First.Name}: now {pair.Second}"));
        Assert.True(cases.Count >= FewestCases, $"Only {cases.Count} cases.");
        Assert.Equal(cases.Count, cases.Select(one => one.Name).Distinct().Count());
    }

    private static bool Same(string? before, string now) => before is not null && JsonNode.DeepEquals(JsonNode.Parse(before), JsonNode.Parse(now));

    private async Task<string> AnswerAsync(RowCase one)
    {
        var project = one.Project;
        var dropped = new JsonArray();
        foreach (var (message, place) in one.Messages.Select((message, place) => (message, place)))
        {
            var outcome = pipeline.Take(project, message.Body, message.Note, message.Envelope);
            foreach (var (index, drop) in outcome.Dropped)
                dropped.Add(new JsonObject { ["message"] = place, ["index"] = index, ["reason"] = drop.Reason.WireName(), ["field"] = drop.Field });
            store.Commit(new DrainBatch("main", new JournalPosition(1, ++offset), outcome.Events, []));
        }

        var events = await QueryAsync("events", project);
        var visits = await QueryAsync("visits", project);
        return new RowAnswer(events.Columns, visits.Columns).Of(events.Rows, visits.Rows, dropped);
    }

    private Task<QueryRows> QueryAsync(string table, Project project) =>
        store.Reader.QueryAsync($"SELECT * FROM {table} WHERE project = ?", [project.Number.Value], QueryLimits.Default, Cancellation);
}
