using Footfall.Ingestion.Dialects.GoatCounter;
using Footfall.Ingestion.Dialects.Matomo;
using Footfall.Ingestion.Dialects.Plausible;
using Footfall.Ingestion.Dialects.Umami;
using Footfall.Ingestion.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Ingestion.Dialects;

/// <summary>All dialects. A new one has a line in each of the two lists.</summary>
public static class DialectEndpoints
{
    /// <summary>Maps the addresses of all dialects. The host maps its own API first.</summary>
    public static IEndpointRouteBuilder MapDialectEndpoints(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var reception = services.GetRequiredService<Reception>();
        PlausibleEndpoint.Map(routes, services.GetRequiredService<PlausibleEndpoint>(), reception);
        UmamiEndpoint.Map(routes, services.GetRequiredService<UmamiEndpoint>(), reception);
        MatomoEndpoint.Map(routes, services.GetRequiredService<MatomoEndpoint>(), reception);
        GoatCounterEndpoint.Map(routes, services.GetRequiredService<GoatCounterEndpoint>(), reception);
        return routes;
    }

    internal static void AddDialects(this IServiceCollection services)
    {
        services.AddSingleton<ReadPayload>();
        services.AddSingleton<DialectReception>();
        services.AddSingleton<DialectProjects>();
        services.AddSingleton<DialectCallers>();
        services.AddSingleton<Props>();
        services.AddSingleton<ReadPlausible>();
        services.AddSingleton<PlausibleEndpoint>();
        services.AddSingleton<ReadUmami>();
        services.AddSingleton<UmamiEndpoint>();
        services.AddSingleton<ReadMatomo>();
        services.AddSingleton<MatomoEndpoint>();
        services.AddSingleton<GoatCounterEndpoint>();
    }
}
