using System.Buffers;
using Footfall.Events;
using Footfall.Ingestion.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Ingestion.Dialects.Plausible;

/// <summary>
/// <c>POST /api/event</c>. It is answered <c>202 ok</c> also where the event was dropped or its domain is nobody's, as Plausible does, and says so in a header; SDKs drop
/// what is refused.
/// </summary>
internal sealed class PlausibleEndpoint(ReadPayload bodies, DialectReception reception, DialectProjects projects, ReadPlausible read)
{
    private const string Dropped = "X-Plausible-Dropped";
    private const string Reason = "X-Footfall-Dropped";

    private static readonly Dialect Plausible = new("plausible");

    public static void Map(IEndpointRouteBuilder routes, PlausibleEndpoint endpoint, Reception reception) =>
        new DialectRoutes(routes, Plausible, reception).Map("/api/event", HttpMethods.Post, endpoint.TakeAsync);

    private async ValueTask<Refusal?> TakeAsync(HttpContext http)
    {
        var (payload, refusal) = await bodies.ReadAsync(http.Request);
        if (payload is null) return refusal;
        if (payload.Root is not { ValueKind: System.Text.Json.JsonValueKind.Object } body) return Refusal.Unreadable(null, "The body is no JSON object.", "Send one event as a JSON object.");
        var (draft, domains, fault) = read.From(body);
        if (draft is null) return fault;
        var request = new DialectRequest(Plausible);
        var named = new HashSet<ProjectNumber>();
        foreach (var domain in domains)
        {
            var project = projects.ByDomain(domain);
            // Two domains of one project are one event of it.
            if (project is null || named.Add(project.Number)) request.Add(project, named.Count > 1 ? read.From(body).Draft! : draft);
        }

        refusal = await reception.TakeAsync(http, request, Answer);
        if (refusal is not { Status: 401 }) return refusal;
        Answer(http, new DialectOutcome(request.Events, 0, request.Unknown, null));
        return null;
    }

    private static void Answer(HttpContext http, DialectOutcome outcome)
    {
        var response = http.Response;
        if (outcome.Accepted == 0)
        {
            response.Headers[Dropped] = "1";
            response.Headers[Reason] = outcome.FirstDrop is { } drop ? drop.Reason.WireName() : "unknown_domain";
        }

        response.StatusCode = StatusCodes.Status202Accepted;
        response.ContentType = "text/plain; charset=utf-8";
        response.BodyWriter.Write("ok"u8);
    }
}
