using Footfall.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Ingestion.Endpoints;

/// <summary>
/// The native ingestion endpoints. They take all methods, so that a wrong one is refused with CORS headers, and know nobody by cookie.
/// </summary>
public static class IngestionEndpoints
{
    public static IEndpointRouteBuilder MapIngestionEndpoints(this IEndpointRouteBuilder routes)
    {
        var collect = routes.ServiceProvider.GetRequiredService<CollectEndpoint>();
        var sealedEvents = routes.ServiceProvider.GetRequiredService<SealedEndpoint>();
        var pixel = routes.ServiceProvider.GetRequiredService<PixelEndpoint>();
        var experiments = routes.ServiceProvider.GetRequiredService<ExperimentsEndpoint>();
        var reception = routes.ServiceProvider.GetRequiredService<Reception>();
        Map(routes, "/collect", collect.CollectAsync);
        Map(routes, "/collect/sealed", sealedEvents.HandleAsync);
        Map(routes, "/track/view", collect.ViewAsync);
        Map(routes, "/track/interaction", collect.InteractionAsync);
        Map(routes, "/track/event", collect.CustomAsync);
        Map(routes, "/pixel.gif", pixel.HandleAsync);
        Map(routes, "/experiments", experiments.HandleAsync);
        Map(routes, "/collect/{**rest}", reception.NotFoundAsync);
        Map(routes, "/track/{**rest}", reception.NotFoundAsync);
        return routes;
    }

    private static void Map(IEndpointRouteBuilder routes, string pattern, RequestDelegate handler) =>
        routes.Map(pattern, handler).WithMetadata(new ReadsNoCookies());
}
