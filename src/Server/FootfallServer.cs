using Footfall.Accounts;
using Footfall.Accounts.Sealed;
using Footfall.Accounts.Tokens;
using Footfall.Ingestion;
using Footfall.Ingestion.Dialects;
using Footfall.Ingestion.Endpoints;
using Footfall.Ingestion.Journal;
using Footfall.Mcp;
using Footfall.Notices;
using Footfall.Privacy;
using Footfall.Query;
using Footfall.Server.Health;
using Footfall.Server.Logging;
using Footfall.Server.Metrics;
using Footfall.Server.Resting;
using Footfall.Server.Web;
using Footfall.Storage.Control;
using Footfall.Storage.Events;
using Footfall.Storage.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Footfall.Server;

/// <summary>Puts the parts together. Reads as a table of contents; every decision lies in a part.</summary>
public static class FootfallServer
{
    /// <summary>Opens what the server keeps and builds the application; <c>RunAsync</c> of the result serves until it is stopped.</summary>
    public static async Task<WebApplication> BuildAsync(ServerSettings settings, DataDirectory data, CancellationToken cancellation = default)
    {
        // A third of a start goes into the control plane's model: it is made beside the rest.
        var control = Task.Run(() => ControlDatabase.Open(data.FullPath), CancellationToken.None);
        try
        {
            return await ComposeAsync(settings, data, control, cancellation);
        }
        catch
        {
            // Whoever gives up the data directory now must not have somebody write in it.
            await Task.WhenAny(control);
            throw;
        }
    }

    private static async Task<WebApplication> ComposeAsync(ServerSettings settings, DataDirectory data, Task<ControlDatabase> control, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = settings.ConnectionLimit;
            kestrel.Limits.MaxConcurrentUpgradedConnections = settings.ConnectionLimit;
            // Headers come in one packet; whoever takes this long keeps a connection from others.
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(60));
        AddLogs(builder, settings);
        AddParts(builder.Services, settings, data);
        builder.Services.AddSingleton(_ => control.GetAwaiter().GetResult());
        var app = builder.Build();
        await PrepareAsync(app.Services, settings, cancellation);
        UseSteps(app, settings);
        MapAddresses(app);
        return app;
    }

    private static void AddParts(IServiceCollection services, ServerSettings settings, DataDirectory data)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(data);
        services.AddSingleton<ProjectDirectory>();
        services.AddSingleton<LinkDirectory>();
        services.AddSingleton<EpochDirectory>();
        services.AddSingleton(_ => EpochKeysFile.Open(data.FullPath));
        services.AddSingleton(_ => ServerSecret.Open(data.FullPath));
        services.AddSingleton(provider => EventStore.Open(
            data.FullPath, new EventStoreOptions { MemoryLimit = settings.StoreMemoryMib * 1024L * 1024 }, TimeProvider.System, provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<LiveFeed>();
        services.AddIngestion(new IngestionOptions
        {
            DataDirectory = data.FullPath,
            Proxies = new TrustedProxies(settings.TrustedProxies),
            GeoDatabase = settings.GeoDatabase,
            Limits = new IngestionLimits
            {
                BodyBytes = settings.BodyLimitBytes,
                BodiesInFlightBytes = settings.BodiesLimitBytes,
                EventsInBatch = settings.BatchLimitEvents,
                PropsOfEvent = settings.EventLimitProps,
                ValueLength = settings.ValueLimit,
            },
            Journal = new JournalOptions { MaxBytes = settings.JournalLimitBytes, SegmentBytes = Math.Min(64L << 20, settings.JournalLimitBytes / 4) },
        });
        services.AddSingleton(provider => JournalWaiting.Of(provider.GetRequiredService<EventJournal>()));
        services.AddHostedService<LiveFeedRestore>();
        services.AddQuery(settings.QueryTimeout, (long)settings.QueryCacheMib << 20);
        services.AddAccounts(new AccountsOptions { SetupNetworks = settings.SetupNetworks });
        services.AddNotices(provider => NoticesOf(provider, settings));
        services.AddSingleton<MetricsRegistry>();
        services.AddSingleton<RequestMetrics>();
        services.AddHostedService<IdleMemory>();
        services.AddSingleton<HealthReport>();
        services.AddSingleton(_ => new ShippedFiles(settings.WebRoot));
        services.AddSingleton<TrackerEndpoints>();
        services.AddSingleton<KnownAddresses>();
        services.AddSingleton<PageEndpoints>();
        services.AddSingleton<SecurityHeaders>();
        services.AddExceptionHandler<ProblemAnswers>();
        // The framework knows no page for every status; RFC 9457 names none so.
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = written => written.ProblemDetails.Type ??= "about:blank");
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ServerJson.Default));
    }

    private static NoticeOptions NoticesOf(IServiceProvider services, ServerSettings settings) => new()
    {
        Smtp = settings.SmtpUrl,
        SmtpUser = settings.SmtpUser,
        SmtpPassword = settings.SmtpPassword,
        From = settings.SmtpFrom,
        PublicUrl = settings.PublicUrl,
        JournalShare = () => services.GetRequiredService<EventJournal>().Depth().Bytes / (double)settings.JournalLimitBytes,
        UnsubscribeProof = (notice, address) => AccountsFeature.UnsubscribeProof(services.GetRequiredService<ServerSecret>(), notice, address),
    };

    private static void AddLogs(WebApplicationBuilder builder, ServerSettings settings)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(console => { console.IncludeScopes = true; console.UseUtcTimestamp = true; console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"; });
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning)
            // A start that fails is told in a sentence on stderr, without a stack trace; a service that ends the host is critical.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
            // The framework tells of each unknown token; the answer and the metrics do so already.
            .AddFilter("Footfall.Accounts.Sessions.CallerAuthentication", LogLevel.Warning);
        if (settings.LogFile is { } file)
        {
            builder.Services.AddSingleton(_ => new RotatingLogFile(file));
            builder.Services.AddSingleton<ILoggerProvider, JsonFileLogs>();
        }
    }

    /// <summary>What must be done before the first request.</summary>
    private static async Task PrepareAsync(IServiceProvider services, ServerSettings settings, CancellationToken cancellation)
    {
        services.GetRequiredService<MetricsRegistry>();
        // Takes its bearings from the clock now, not when somebody first asks.
        services.GetRequiredService<HealthReport>();
        services.GetRequiredService<EventStore>();
        await services.GetRequiredService<BootstrapToken>().ApplyAsync(settings.BootstrapToken, cancellation);
        await services.GetRequiredService<ProjectDirectory>().ReloadAsync(cancellation);
        await services.GetRequiredService<LinkDirectory>().ReloadAsync(cancellation);
        await services.GetRequiredService<EpochStore>().ReloadAsync(cancellation);
    }

    private static void UseSteps(WebApplication app, ServerSettings settings)
    {
        if (settings.TrustedProxies.Count > 0) app.UseForwardedHeaders(Forwarded(settings.TrustedProxies));
        app.Use(app.Services.GetRequiredService<RequestMetrics>().InvokeAsync);
        app.UseExceptionHandler();
        app.Use(app.Services.GetRequiredService<SecurityHeaders>().AddAsync);
        PageEndpoints.UseDemoSite(app, settings);
        app.UseRouting();
        app.UseWebSockets();
        app.UseAccounts();
    }

    private static void MapAddresses(WebApplication app)
    {
        app.MapIngestionEndpoints();
        app.MapQueryEndpoints();
        app.MapAccountEndpoints();
        app.MapMcp(ProductVersion.Text);
        HealthEndpoints.Map(app);
        TrackerEndpoints.Map(app);
        ManifestEndpoint.Map(app);
        app.MapDialectEndpoints();
        PageEndpoints.Map(app);
    }

    private static ForwardedHeadersOptions Forwarded(IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in proxies) options.KnownIPNetworks.Add(network);
        return options;
    }
}
