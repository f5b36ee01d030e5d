using Footfall.Events;
using Footfall.Server.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Server.Health;

internal static class HealthEndpoints
{
    /// <summary>A request with one of these came through a proxy on this machine, from anywhere.</summary>
    private static readonly string[] Proxied = ["X-Forwarded-For", "X-Original-For", "X-Real-IP", "Forwarded", "Via"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        // Load balancers often ask by HEAD.
        routes.MapMethods("/health", ["GET", "HEAD"], Health);
        routes.MapGet("/metrics", Metrics);
    }

    private static async Task<IResult> Health(HttpContext context, HealthReport report, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        var answer = await report.LookAsync(cancellation);
        return TypedResults.Json(answer, ServerJson.Default.HealthAnswer, statusCode: answer.Status == "ok" ? 200 : 503);
    }

    private static IResult Metrics(HttpContext context, MetricsRegistry registry)
    {
        var fromHere = context.Connection.RemoteIpAddress is { } address && System.Net.IPAddress.IsLoopback(address) && !Proxied.Any(context.Request.Headers.ContainsKey);
        if (!fromHere && !context.User.AllowsEverywhere(Scopes.Read))
        {
            return TypedResults.Problem("Metrics are open to this machine; elsewhere they need a token that may read everything.", statusCode: 401, title: "Not allowed",
                extensions: new Dictionary<string, object?> { ["field"] = "Authorization", ["remedy"] = "Send Authorization: Bearer <token> with the scope read on all projects." });
        }

        return TypedResults.Text(PrometheusText.Write(registry.Collect()), PrometheusText.ContentType);
    }
}
