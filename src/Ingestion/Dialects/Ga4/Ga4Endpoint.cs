using System.Text;
using System.Text.Json;
using Footfall.Ingestion.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Ingestion.Dialects.Ga4;

/// <summary>
/// Google Analytics 4: the Measurement Protocol, <c>/mp/collect</c>, with the write key as api_secret or as measurement_id; and what the web client sends, <c>/g/collect</c>,
/// with the write key as tid. All in the query, or in the body's lines, each of which is an event. Answered with 204.
/// </summary>
internal sealed class Ga4Endpoint(ReadPayload payloads, ReadBody bodies, DialectReception reception, DialectProjects projects, ReadGa4 read)
{
    private const int MostLines = 1000;

    private static readonly Dialect Ga4 = new("ga4")
    {
        UnknownProject = new(401, "unknown_key", "The write key is not known.", "measurement_id", "Send the project's write key, ff_…, as api_secret or measurement_id, in web pages as tid."),
    };

    private static readonly Refusal NoEvents = Refusal.Unreadable("events", "The body has no events.", "Send {\"client_id\":…,\"events\":[{\"name\":…,\"params\":{…}}]}.");

    public static void Map(IEndpointRouteBuilder routes, Ga4Endpoint endpoint, Reception reception)
    {
        var ga4 = new DialectRoutes(routes, Ga4, reception);
        ga4.Map("/mp/collect", HttpMethods.Post, endpoint.ProtocolAsync);
        ga4.Map("/g/collect", "GET, POST", endpoint.WebAsync);
        // gtag.js takes Google's own ids only, so that the key has to stand in the address.
        ga4.MapCompat("/{key}/g/collect", "GET, POST", endpoint.WebAsync);
    }

    private async ValueTask<Refusal?> ProtocolAsync(HttpContext http)
    {
        var (payload, refusal) = await payloads.ReadAsync(http.Request);
        if (payload is null) return refusal;
        if (payload.Root is not { ValueKind: JsonValueKind.Object } body || body.Member("events") is not { ValueKind: JsonValueKind.Array } events) return NoEvents;
        var project = projects.ByKey(Credentials.Query(http.Request, "api_secret")) ?? projects.ByKey(Credentials.Query(http.Request, "measurement_id", "firebase_app_id"));
        if (project is null) return Ga4.UnknownProject;
        var request = new DialectRequest(Ga4);
        var fromBrowser = Credentials.IsBrowser(http.Request);
        foreach (var sent in events.EnumerateArray()) request.Add(project, read.OfProtocol(body, sent, fromBrowser));
        return await reception.TakeAsync(http, request, Answer);
    }

    private async ValueTask<Refusal?> WebAsync(HttpContext http)
    {
        var (body, refusal) = await bodies.ReadAsync(http.Request);
        if (body is null) return refusal;
        string lines;
        using (body) lines = Encoding.UTF8.GetString(body.Span);
        var request = new DialectRequest(Ga4);
        var all = FormFields.Parse(http.Request.QueryString.Value, packed: "");
        var project = projects.ByKey(http.Request.RouteValues["key"] as string) ?? projects.ByKey(all.GetValueOrDefault("tid"));
        var events = lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        // Each inherits the whole query, so that a small body could become a large one.
        if (events.Length > MostLines) return new Refusal(413, "too_many_events", "The body has too many lines.", null, $"Send at most {MostLines} events in a request.");
        foreach (var line in events.DefaultIfEmpty(""))
        {
            var sent = new Dictionary<string, string>(all, StringComparer.Ordinal);
            foreach (var (name, value) in FormFields.Parse(line, packed: "")) sent[name] = value;
            request.Add(project, read.OfWeb(sent));
        }

        return await reception.TakeAsync(http, request, Answer);
    }

    private static void Answer(HttpContext http, DialectOutcome outcome) => http.Response.StatusCode = StatusCodes.Status204NoContent;
}
