using Footfall.Ingestion.Dialects;
using Footfall.Ingestion.Endpoints;
using Footfall.Ingestion.Enrichment;
using Footfall.Ingestion.Journal;
using Footfall.Ingestion.Journal.Draining;
using Footfall.Ingestion.Pipeline;
using Footfall.Ingestion.Sealed;
using Footfall.Privacy;
using Footfall.Storage.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Footfall.Ingestion;

/// <summary>How a host takes ingestion in.</summary>
public static class IngestionServices
{
    /// <summary>
    /// Adds the privacy of visitors, enrichment, the pipeline and the endpoints. The host has to register <see cref="TimeProvider"/>,
    /// <c>ProjectDirectory</c>, <c>EpochDirectory</c>, <c>EventStore</c>, <c>LiveFeed</c> and <c>FindCaller</c>, and to call <c>MapIngestionEndpoints</c> and, behind all
    /// of its own addresses, <c>MapDialectEndpoints</c>.
    /// </summary>
    public static IServiceCollection AddIngestion(this IServiceCollection services, IngestionOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Limits);
        services.AddSingleton(options.Proxies);
        AddPrivacy(services, options);
        AddEnrichment(services, options);
        AddJournal(services, options);
        services.AddSingleton<PipelineMeters>();
        services.AddSingleton<EventPipeline>();
        services.AddSingleton<Intake>();
        AddSealed(services);
        AddEndpoints(services);
        services.AddDialects();
        return services;
    }

    private static void AddPrivacy(IServiceCollection services, IngestionOptions options)
    {
        services.AddSingleton(host => SaltStore.Open(
            Path.Combine(options.DataDirectory, "salts"), host.GetRequiredService<TimeProvider>(), host.GetRequiredService<ILogger<SaltStore>>()));
        services.AddSingleton<Visitors>();
    }

    private static void AddEnrichment(IServiceCollection services, IngestionOptions options)
    {
        services.AddSingleton<UserAgentParser>();
        services.AddSingleton<BotDetector>();
        services.AddSingleton<SourceClassifier>();
        services.AddSingleton(_ => GeoDatabase.Open(options.GeoDatabase));
    }

    private static void AddJournal(IServiceCollection services, IngestionOptions options)
    {
        services.AddSingleton(host => EventJournal.Open(
            Path.Combine(options.DataDirectory, "journal"),
            options.Journal with { DrainedTo = host.GetRequiredService<EventStore>().ReadPosition(options.Journal.Name) },
            host.GetRequiredService<TimeProvider>(),
            host.GetRequiredService<ILogger<EventJournal>>()));
        services.AddSingleton<Drainer>();
        services.AddHostedService(host => host.GetRequiredService<Drainer>());
        services.AddSingleton<WaitStored>(host => host.GetRequiredService<Drainer>().WaitStoredAsync);
    }

    private static void AddSealed(IServiceCollection services)
    {
        services.AddSingleton<EnvelopeRules>();
        services.AddSingleton<NoteMaker>();
        services.AddSingleton<NoteSealers>();
        services.AddSingleton<SealedIntake>();
    }

    private static void AddEndpoints(IServiceCollection services)
    {
        services.AddSingleton<RateLimits>();
        services.AddSingleton<Admission>();
        services.AddSingleton<BodyBudget>();
        services.AddSingleton<ReadBody>();
        services.AddSingleton<StoredWaiters>();
        services.AddSingleton<Reception>();
        services.AddSingleton<CollectEndpoint>();
        services.AddSingleton<EpochStatement>();
        services.AddSingleton<SealedEndpoint>();
        services.AddSingleton<PixelEndpoint>();
        services.AddSingleton<ExperimentsEndpoint>();
    }
}
