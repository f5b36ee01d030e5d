using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Ingestion.Dialects.Otlp;

/// <summary>
/// <c>POST /v1/logs</c>: OTLP/HTTP in JSON and protobuf, with the write key as a Bearer token. PostHog's SDKs send their logs in the same form to <c>/i/v1/logs?token=</c>.
/// </summary>
internal sealed class OtlpEndpoint(ReadBody bodies, DialectReception reception, DialectProjects projects, ReadLogs read)
{
    private static readonly Dialect Otlp = new("otlp")
    {
        Refuse = OtlpAnswers.Refused,
        UnknownProject = new(401, "unknown_key", "The write key is missing or not known.", "Authorization", "Send the project's write key, ff_…, in the header Authorization: Bearer."),
    };

    private static readonly Refusal Unreadable = Refusal.Unreadable(null, "The body is no ExportLogsServiceRequest.", "Send OTLP logs as application/json or application/x-protobuf.");

    public static void Map(IEndpointRouteBuilder routes, OtlpEndpoint endpoint, Reception reception)
    {
        var otlp = new DialectRoutes(routes, Otlp, reception);
        otlp.Map("/v1/logs", HttpMethods.Post, endpoint.TakeAsync);
        otlp.Map("/i/v1/logs", HttpMethods.Post, endpoint.TakeAsync);
    }

    private async ValueTask<Refusal?> TakeAsync(HttpContext http)
    {
        var (request, refusal) = await ReadAsync(http.Request);
        return request is null ? refusal : await reception.TakeAsync(http, request, Answer);
    }

    private async ValueTask<(DialectRequest? Request, Refusal? Refusal)> ReadAsync(HttpRequest http)
    {
        // Before the body: who has no key is told so whatever was sent.
        var project = projects.ByKey(Credentials.Bearer(http)) ?? projects.ByKey(Credentials.BasicUser(http)) ?? projects.ByKey(Credentials.Query(http, "token", "key"));
        if (project is null) return (null, Otlp.UnknownProject);
        var (body, refusal) = await bodies.ReadAsync(http);
        if (body is null) return (null, refusal);
        using (body)
        {
            var json = OtlpAnswers.SaysProtobuf(http) ? TranscodeLogs.FromProto(body.Span) : body.Span.ToArray();
            if (json is null || !MendedJson.TryParse(json, out var root) || root.ValueKind != JsonValueKind.Object) return (null, Unreadable);
            var request = new DialectRequest(Otlp);
            read.Into(request, project, root, Credentials.IsBrowser(http));
            return (request, null);
        }
    }

    private static void Answer(HttpContext http, DialectOutcome outcome)
    {
        var why = outcome.FirstDrop is { } drop ? $"{drop.Reason.WireName()}: {drop.Detail}" : null;
        OtlpAnswers.Taken(http.Response, outcome.Events - outcome.Accepted, why);
    }
}
