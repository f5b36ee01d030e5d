using Microsoft.AspNetCore.Routing;

namespace Footfall.Ingestion.Endpoints;

/// <summary>The native ingestion endpoints.</summary>
public static class IngestionEndpoints
{
    public static IEndpointRouteBuilder MapIngestionEndpoints(this IEndpointRouteBuilder routes) => routes;
}
