using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Ingestion;

/// <summary>How a host takes ingestion in.</summary>
public static class IngestionServices
{
    /// <summary>
    /// Adds the pipeline, the privacy of visitors, enrichment and the journal. The host has to register <see cref="TimeProvider"/>,
    /// <c>ProjectDirectory</c>, <c>EventStore</c> and <c>LiveFeed</c>, and to call <c>MapIngestionEndpoints</c>.
    /// </summary>
    public static IServiceCollection AddIngestion(this IServiceCollection services, IngestionOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Limits);
        return services;
    }
}
