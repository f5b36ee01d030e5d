using Footfall.AspNetCore.Metrics;
using Footfall.AspNetCore.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.AspNetCore;

/// <summary>Puts Footfall into an application's way of answering requests.</summary>
public static class FootfallApplication
{
    /// <summary>
    /// Counts and times each request under its route template, gives it an id (the header <c>X-Request-Id</c>, taken over where it has a harmless form) that is in
    /// every line that is logged meanwhile, sends <c>http.request</c>, and tells of errors. Put it first.
    /// </summary>
    /// <param name="app">The application.</param>
    public static IApplicationBuilder UseFootfall(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        // From the start on, so that nothing is missed before the first look at them.
        _ = app.ApplicationServices.GetRequiredService<MetricsRegistry>();
        var watch = ActivatorUtilities.CreateInstance<RequestWatch>(app.ApplicationServices);
        return app.Use(next => http => watch.HandleAsync(http, next));
    }

    /// <summary>Serves the metrics in Prometheus' text format. Who may see them is for the application to say: <c>.RequireAuthorization()</c>, <c>.RequireHost("*:9090")</c>.</summary>
    /// <param name="routes">The application's routes.</param>
    /// <param name="pattern">Where they are.</param>
    public static IEndpointConventionBuilder MapFootfallMetrics(this IEndpointRouteBuilder routes, string pattern = "/metrics")
    {
        ArgumentNullException.ThrowIfNull(routes);
        var registry = routes.ServiceProvider.GetRequiredService<MetricsRegistry>();
        return routes.Map(pattern, http =>
        {
            http.Response.ContentType = PrometheusText.ContentType;
            http.Response.Headers.CacheControl = "no-store";
            return http.Response.WriteAsync(registry.Write());
        }).WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head])).WithoutTracking();
    }

    /// <summary>Nothing is told of requests to these endpoints; as <see cref="NoTrackingAttribute"/>.</summary>
    /// <param name="endpoints">The endpoints.</param>
    public static TBuilder WithoutTracking<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Add(endpoint => endpoint.Metadata.Add(new NoTrackingAttribute()));
        return endpoints;
    }
}
