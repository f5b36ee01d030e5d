using Footfall.Events;
using Footfall.Query.Planning;
using Footfall.Query.Sql;
using Footfall.Storage.Events;
using Footfall.Storage.Events.Changes;
using Footfall.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Footfall.Query.Tests.Store;

/// <summary>The happenings of a test in the product's own event store, which makes the visits; they come in the order and the commits that the test gives.</summary>
internal sealed class StoredHappenings : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly EventStore store;
    private long offset;

    public StoredHappenings() => store = EventStore.Open(directory.Path, new EventStoreOptions { Threads = 1 }, new FakeClock(), NullLoggerFactory.Instance);

    public void Commit(Project project, IEnumerable<Happening> happenings) =>
        store.Commit(new DrainBatch("main", new JournalPosition(1, ++offset), [.. happenings.Select(h => EventOf(project, h))], []));

    public StoreFacts Facts => store.Facts;

    /// <summary>Whether what was read still holds.</summary>
    public StoreChanges Changes => store.Changes;

    public void Erase(Project project, ulong visitor) => store.Removals.Erase(project.Number, new VisitorId(visitor));

    public IReadOnlyList<string> Ask(string members, QuestionContext context) => Ask(RunAsync, members, context);

    /// <param name="run">Runs a statement and gives its rows.</param>
    public static IReadOnlyList<string> Ask(Func<SqlStatement, CancellationToken, Task<IReadOnlyList<object?[]>>> run, string members, QuestionContext context)
    {
        var (answer, error) = new Asking(run).AskAsync(QuestionStore.Parse(members), context, default).GetAwaiter().GetResult();
        return answer is null ? [$"{error}"] : [.. answer.Rows.Select(QuestionStore.Text)];
    }

    public void Dispose()
    {
        store.Dispose();
        directory.Dispose();
    }

    public async Task<IReadOnlyList<object?[]>> RunAsync(SqlStatement statement, CancellationToken cancellation) =>
        (await store.Reader.QueryAsync(statement.Text, statement.Parameters, QueryLimits.Default, cancellation)).Rows;

    private static Event EventOf(Project project, Happening h) => new()
    {
        Project = project.Number,
        Id = Guid.NewGuid(),
        Time = h.Time,
        ReceivedAt = h.Time,
        Name = h.Name,
        Visitor = h.Visitor is { } visitor ? new VisitorId(visitor) : null,
        Hostname = h.Hostname,
        Path = h.Path,
        Acquisition = new Acquisition
        {
            Source = h.Source,
            Channel = h.Channel ?? "Direct",
            UtmCampaign = h.Campaign,
            Referrer = h.More.GetValueOrDefault("visit_referrer"),
            UtmSource = h.More.GetValueOrDefault("utm_source"),
            UtmMedium = h.More.GetValueOrDefault("utm_medium"),
            UtmContent = h.More.GetValueOrDefault("utm_content"),
            UtmTerm = h.More.GetValueOrDefault("utm_term"),
            ClickId = h.More.GetValueOrDefault("click_id"),
        },
        Client = new Client(h.Browser, null, null, null, h.Device),
        Place = new Place(h.Country, null, null),
        EngagementMs = h.EngagementMs,
        ScrollDepth = h.ScrollDepth,
        Revenue = h is { Amount: { } amount, Currency: { } currency } ? new Revenue(amount, currency) : null,
        Interactive = h.Interactive,
        BotReason = h.BotReason,
        Props = [.. h.Props],
    };
}
