using System.Security.Claims;
using System.Text;
using Footfall.Events;
using Footfall.Ingestion.Dialects;
using Footfall.Ingestion.Endpoints;
using Footfall.Ingestion.Journal;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Footfall.Storage.Live;
using Footfall.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Ingestion.Tests.Endpoints;

/// <summary>The ingestion endpoints on a real Kestrel with a real journal and store, for one test class.</summary>
public sealed class CollectHost : IAsyncLifetime
{
    public const string Key = "ff_anonymous";
    public const string WriteToken = "write-token";
    public static readonly Guid FirstId = new("94db1cb1-74f4-4a40-ad6c-962362670409");
    public const string ReadToken = "read-token";

    private readonly TempDirectory directory = new();
    private WebApplication app = null!;

    public IngestionLimits Limits { get; init; } = new() { BodyTime = TimeSpan.FromSeconds(2) };

    /// <summary>Stands in for the drainer where a test says when the store has an event.</summary>
    internal WaitStored? Waits { get; init; }

    public HttpClient Client { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public EventJournal Journal => app.Services.GetRequiredService<EventJournal>();

    internal Reception Reception => app.Services.GetRequiredService<Reception>();

    internal BodyBudget Bodies => app.Services.GetRequiredService<BodyBudget>();

    public EventStore Store => app.Services.GetRequiredService<EventStore>();

    public EpochDirectory Epochs => app.Services.GetRequiredService<EpochDirectory>();

    public ProjectDirectory Directory => app.Services.GetRequiredService<ProjectDirectory>();

    public async ValueTask InitializeAsync()
    {
        var control = ControlDatabase.Open(directory.Path);
        await using (var context = control.Connect())
        {
            context.Projects.AddRange(Projects());
            await context.SaveChangesAsync();
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(control);
        builder.Services.AddSingleton<ProjectDirectory>();
        builder.Services.AddSingleton<EpochDirectory>();
        builder.Services.AddSingleton(_ => EventStore.Open(directory.Path, new EventStoreOptions { Threads = 1 }, TimeProvider.System, NullLoggerFactory.Instance));
        builder.Services.AddSingleton<LiveFeed>();
        builder.Services.AddSingleton<FindCaller>((token, _) => Task.FromResult(Caller(token)));
        builder.Services.AddIngestion(new IngestionOptions
        {
            DataDirectory = directory.Path,
            Limits = Limits,
            Journal = new JournalOptions { MaxEventBytes = 64 * 1024 },
        });
        if (Waits is not null) builder.Services.AddSingleton(Waits);
        app = builder.Build();
        await app.Services.GetRequiredService<ProjectDirectory>().ReloadAsync();
        app.Use(Authenticate);
        app.MapIngestionEndpoints();
        app.MapDialectEndpoints();
        await app.StartAsync();
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient { BaseAddress = Address };
    }

    public Task<HttpResponseMessage> PostAsync(string body, string path = "/collect", params (string Name, string Value)[] headers) =>
        PostAsync(Encoding.UTF8.GetBytes(body), path, headers);

    public async Task<HttpResponseMessage> PostAsync(byte[] body, string path = "/collect", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Everything that the store has of a project, once all that was acknowledged is there; the columns as text, by their names.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string?>>> StoredAsync(int project, string columns)
    {
        var cancellation = TestContext.Current.CancellationToken;
        Assert.True(await app.Services.GetRequiredService<WaitStored>()(Journal.End, TimeSpan.FromSeconds(30), cancellation));
        var names = columns.Split(", ");
        var rows = await Store.Reader.QueryAsync(
            $"SELECT {string.Join(", ", names.Select(name => $"CAST({name} AS VARCHAR)"))} FROM events WHERE project = ? ORDER BY events.time, name", [project], QueryLimits.Default, cancellation);
        return [.. rows.Rows.Select(row => names.Zip(row).ToDictionary(pair => pair.First, pair => (string?)pair.Second))];
    }

    public static string Body(string events, string key = Key) => $$"""{"key":"{{key}}","events":[{{events}}]}""";

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        directory.Dispose();
    }

    private static IEnumerable<ProjectRow> Projects()
    {
        // What the recordings of other products' SDKs name: a domain and an id.
        var first = Row(1, Key, TrustMode.Anonymous, OptOutPolicy.KeepWithoutVisitor);
        first.Id = FirstId;
        first.Domains.Add(new DomainRow { Domain = "shop.example.com", Position = 1 });
        yield return first;
        yield return Row(2, "ff_identified", TrustMode.Identified, OptOutPolicy.Drop);
        yield return Row(3, "ff_sealed", TrustMode.Sealed, OptOutPolicy.Drop);
        var bound = Row(4, "ff_bound", TrustMode.Anonymous, OptOutPolicy.Ignore);
        bound.AllowedHosts = ["example.org"];
        yield return bound;
        var limited = Row(5, "ff_limited", TrustMode.Anonymous, OptOutPolicy.Ignore);
        limited.RateLimitPerMinute = 0;
        yield return limited;
        yield return Row(6, "ff_sealed_open", TrustMode.Sealed, OptOutPolicy.KeepWithoutVisitor);
        var sealedBound = Row(7, "ff_sealed_bound", TrustMode.Sealed, OptOutPolicy.Ignore);
        sealedBound.AllowedHosts = ["example.org"];
        yield return sealedBound;
        var sealedLimited = Row(8, "ff_sealed_limited", TrustMode.Sealed, OptOutPolicy.Ignore);
        sealedLimited.RateLimitPerMinute = 0;
        yield return sealedLimited;
        // Keys that recordings of other products' SDKs have in their bytes.
        yield return Row(21, "phc_test", TrustMode.Identified, OptOutPolicy.Drop);
        yield return Row(22, "writekey1", TrustMode.Identified, OptOutPolicy.Drop);
        yield return Row(23, "mptoken1", TrustMode.Identified, OptOutPolicy.Drop);
        yield return Row(24, "otlpkey", TrustMode.Identified, OptOutPolicy.Drop);
    }

    private static ProjectRow Row(int number, string key, TrustMode mode, OptOutPolicy optOut) => new()
    {
        Id = Guid.CreateVersion7(),
        Number = number,
        Key = key,
        Name = key,
        AppName = $"app-{number}",
        Mode = mode,
        TimeZone = "UTC",
        OptOut = optOut,
        CreatedAt = DateTime.UtcNow,
        Domains = { new DomainRow { Domain = $"{key[3..].Replace('_', '-')}.example" } },
    };

    /// <summary>Stands in for accounts, which ingestion does not know.</summary>
    private static Task Authenticate(HttpContext http, RequestDelegate next)
    {
        string? authorization = http.Request.Headers.Authorization;
        if (authorization?.StartsWith("Bearer ", StringComparison.Ordinal) == true && Caller(authorization[7..]) is { } caller) http.User = caller;
        return next(http);
    }

    private static ClaimsPrincipal? Caller(string token)
    {
        var scope = token switch { WriteToken => Scopes.Write, ReadToken => Scopes.Read, _ => Scopes.None };
        return scope == Scopes.None ? null : new ClaimsPrincipal(new ClaimsIdentity([ProjectAccess.Grant(null, scope)], "test"));
    }
}
