using System.Buffers;
using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Ingestion.Dialects.GoatCounter;

/// <summary>
/// <c>/count</c>, which a script calls by beacon or as a picture, and <c>POST /api/v0/count</c> of servers. The site is the host that was asked, as at GoatCounter, or the
/// write key in <c>/compat/goatcounter/{key}/…</c>.
/// </summary>
internal sealed class GoatCounterEndpoint(ReadPayload bodies, DialectReception reception, DialectProjects projects, DialectCallers callers)
{
    private const string Reason = "X-Goatcounter";

    private static readonly Dialect GoatCounter = new("goatcounter")
    {
        UnknownProject = new Refusal(400, "unknown_site", "No project has this host as a domain, or this write key.", "Host", "Send to /compat/goatcounter/{write key}/count, or add the host to the project's domains."),
    };

    public static void Map(IEndpointRouteBuilder routes, GoatCounterEndpoint endpoint, Reception reception)
    {
        var goatcounter = new DialectRoutes(routes, GoatCounter, reception);
        goatcounter.Map("/count", "GET, POST", endpoint.CountAsync);
        goatcounter.MapCompat("/{key}/count", "GET, POST", endpoint.CountAsync);
        goatcounter.MapCompat("/{key}", "GET, POST", endpoint.CountAsync);
        goatcounter.Map("/api/v0/count", HttpMethods.Post, endpoint.HitsAsync);
        goatcounter.MapCompat("/{key}/api/v0/count", HttpMethods.Post, endpoint.HitsAsync);
    }

    private async ValueTask<Refusal?> CountAsync(HttpContext http)
    {
        var request = new DialectRequest(GoatCounter);
        var project = ProjectOf(http.Request);
        var draft = ReadGoatCounter.Count(http.Request, FormFields.Parse(http.Request.QueryString.Value, packed: ""), project);
        if (draft.Name is null) return Refusal.Unreadable("p", "The parameter p is missing.", "Send the page's path, or the event's name, as p.");
        request.Add(project, draft);
        return await reception.TakeAsync(http, request, AnswerCount);
    }

    private async ValueTask<Refusal?> HitsAsync(HttpContext http)
    {
        var (payload, refusal) = await bodies.ReadAsync(http.Request);
        if (payload is null) return refusal;
        if (payload.Root?.Member("hits") is not { ValueKind: JsonValueKind.Array } hits) return Refusal.Unreadable("hits", "The field hits is no array.", "Send {\"hits\":[{\"path\":\"/\"}]}.");
        var token = Credentials.Bearer(http.Request) ?? Credentials.BasicPassword(http.Request);
        await callers.KnowByAsync(http, token);
        var project = projects.ByKey(token) ?? ProjectOf(http.Request);
        var request = new DialectRequest(GoatCounter);
        foreach (var hit in hits.EnumerateArray()) request.Add(project, ReadGoatCounter.Hit(http.Request, hit, project));
        return await reception.TakeAsync(http, request, AnswerHits);
    }

    private Project? ProjectOf(HttpRequest request) =>
        request.RouteValues["key"] is string key ? projects.ById(key) : projects.ByDomain(request.Host.Host);

    private static void AnswerCount(HttpContext http, DialectOutcome outcome)
    {
        if (outcome.FirstDrop is { } drop) http.Response.Headers[Reason] = drop.Reason.WireName();
        TransparentGif.Write(http.Response);
    }

    private static void AnswerHits(HttpContext http, DialectOutcome outcome)
    {
        if (outcome.FirstDrop is { } drop) http.Response.Headers[Reason] = drop.Reason.WireName();
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        http.Response.ContentType = "application/json";
        http.Response.BodyWriter.Write("{\"status\":\"ok\"}"u8);
    }
}
