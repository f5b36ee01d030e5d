using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Query;

/// <summary>How the server takes this part in.</summary>
public static class QueryServices
{
    /// <summary>Questions, live streams and what the dashboard shows beside them.</summary>
    /// <param name="questionTimeLimit">A question that takes longer is interrupted and answered by 503.</param>
    public static IServiceCollection AddQuery(this IServiceCollection services, TimeSpan questionTimeLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(questionTimeLimit, TimeSpan.Zero);
        return services;
    }

    public static IEndpointRouteBuilder MapQueryEndpoints(this IEndpointRouteBuilder routes) => routes;
}
