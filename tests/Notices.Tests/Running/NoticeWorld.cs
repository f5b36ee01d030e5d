using System.Globalization;
using System.Net;
using Footfall.Events;
using Footfall.Notices.Running;
using Footfall.Notices.Tests.Sending;
using Footfall.Query;
using Footfall.Query.Endpoints;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Footfall.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Footfall.Notices.Tests.Running;

/// <summary>A project on the product's own stores, a mail server, a receiver of webhooks, and a clock that obeys.</summary>
internal sealed class NoticeWorld : IDisposable
{
    public const string PublicUrl = "https://stats.example.org/";

    private readonly TempDirectory directory = new();
    private readonly EventStore store;
    private readonly ControlDatabase control;
    private readonly ProjectDirectory projects;
    private long offset;

    public NoticeWorld(string now, string timeZone = "UTC")
    {
        Clock = new FakeClock(At(now));
        store = EventStore.Open(directory.Path, new EventStoreOptions { Threads = 1 }, Clock, NullLoggerFactory.Instance);
        control = ControlDatabase.Open(directory.Path);
        using (var rows = control.Connect())
        {
            rows.Projects.Add(new ProjectRow { Id = Project, Number = 1, Key = "ff_test", Name = "Shop", TimeZone = timeZone, Mode = TrustMode.Identified, CreatedAt = At(now).UtcDateTime });
            rows.SaveChanges();
        }

        projects = new ProjectDirectory(control);
        projects.ReloadAsync().GetAwaiter().GetResult();
    }

    public Guid Project { get; } = Guid.Parse("0198aaaa-0000-7000-8000-000000000001");

    public FakeClock Clock { get; }

    public MailHost Mail { get; } = new();

    public Receiver Hooks { get; } = new();

    public double JournalShare { get; set; }

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    /// <summary>As after a restart: nothing of it is in memory.</summary>
    public NoticeWork Work() => new(
        control, projects, new LocalQuestions(new Questions(async (statement, cancellation) => (await store.Reader.QueryAsync(statement.Text, statement.Parameters, QueryLimits.Default, cancellation)).Rows, store.Facts, projects.GoalsOf, Clock)),
        new AlertWatch(store.Ledger, () => JournalShare, Clock), new Post(Options(), new HttpClient(Hooks), Clock), Options(), Clock, NullLogger<NoticeWork>.Instance);

    public async Task RunAsync() => await Work().RunAsync(default);

    public void Happen(string time, ulong visitor, string path = "/") =>
        store.Commit(new DrainBatch("main", new JournalPosition(1, ++offset), [Some.Event((At(time) - Some.Now).TotalMinutes, visitor, path: path)], []));

    public async Task<Guid> ConfigureAsync(string kind, string body)
    {
        await using var rows = control.Connect();
        var now = Clock.GetUtcNow().UtcDateTime;
        var row = new NoticeRow { Id = Guid.NewGuid(), ProjectId = Project, Kind = kind, Name = "Weekly", Body = body, Enabled = true, Secret = "sesame", CreatedAt = now, ChangedAt = now, DoneUntil = now, ChangedBy = "test" };
        rows.Notices.Add(row);
        await rows.SaveChangesAsync();
        return row.Id;
    }

    public async Task ChangeAsync(Guid notice, Action<NoticeRow> change)
    {
        await using var rows = control.Connect();
        change((await rows.Notices.FindAsync(notice))!);
        await rows.SaveChangesAsync();
    }

    /// <summary>The history, oldest first, as text.</summary>
    public IReadOnlyList<string> Letters()
    {
        using var rows = control.Connect();
        return [.. rows.NoticeLetters.ToList().OrderBy(l => l.Due).ThenBy(l => l.Output, StringComparer.Ordinal).Select(l => $"{l.Due:MM-dd HH:mm} {l.Output} {l.State} {l.Attempts}")];
    }

    public string? Error()
    {
        using var rows = control.Connect();
        return rows.NoticeLetters.ToList().Select(l => l.Error).FirstOrDefault(error => error is not null);
    }

    public void Dispose()
    {
        Mail.Dispose();
        Hooks.Dispose();
        projects.Dispose();
        store.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        directory.Dispose();
    }

    private NoticeOptions Options() => new()
    {
        Smtp = Mail.Address,
        From = "stats@example.org",
        PublicUrl = new Uri(PublicUrl),
        JournalShare = () => JournalShare,
        UnsubscribeProof = (_, address) => $"proof-of-{address}",
    };

    /// <summary>Takes what is posted, or refuses it.</summary>
    internal sealed class Receiver : HttpMessageHandler
    {
        public List<(Uri To, string Body, string? Signature)> Taken { get; } = [];

        public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Answer == HttpStatusCode.OK)
                Taken.Add((request.RequestUri!, await request.Content!.ReadAsStringAsync(cancellationToken), request.Headers.TryGetValues("Footfall-Signature", out var signed) ? signed.Single() : null));
            return new HttpResponseMessage(Answer);
        }
    }
}
