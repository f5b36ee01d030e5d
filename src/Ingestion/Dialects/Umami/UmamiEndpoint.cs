using System.Text.Json;
using Footfall.Ingestion.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Footfall.Ingestion.Dialects.Umami;

/// <summary>
/// <c>POST /api/send</c> and <c>/api/batch</c>. Umami's answer has a session and a visit, which its script hands back; here they are made up, and mean nothing to the server.
/// </summary>
internal sealed class UmamiEndpoint(ReadPayload bodies, DialectReception reception, DialectProjects projects, ReadUmami read)
{
    private const string Echo = "x-umami-cache";

    private static readonly Dialect Umami = new("umami")
    {
        UnknownProject = new Refusal(400, "unknown_website", "The website is not known.", "website", "Send the project's id (or its write key) as payload.website."),
    };

    public static void Map(IEndpointRouteBuilder routes, UmamiEndpoint endpoint, Reception reception)
    {
        var umami = new DialectRoutes(routes, Umami, reception);
        umami.Map("/api/send", HttpMethods.Post, endpoint.SendAsync);
        umami.Map("/api/batch", HttpMethods.Post, endpoint.BatchAsync);
    }

    private async ValueTask<Refusal?> SendAsync(HttpContext http)
    {
        var (payload, refusal) = await bodies.ReadAsync(http.Request);
        if (payload is null) return refusal;
        if (payload.Root is not { ValueKind: JsonValueKind.Object } body) return Refusal.Unreadable(null, "The body is no JSON object.", "Send {\"type\":\"event\",\"payload\":{…}}.");
        if (ReadUmami.FaultOf(body) is { } fault) return fault;
        var request = new DialectRequest(Umami);
        Add(http, request, body);
        return await reception.TakeAsync(http, request, AnswerOne);
    }

    private async ValueTask<Refusal?> BatchAsync(HttpContext http)
    {
        var (payload, refusal) = await bodies.ReadAsync(http.Request);
        if (payload is null) return refusal;
        if (payload.Root is not { ValueKind: JsonValueKind.Array } body) return Refusal.Unreadable(null, "The body is no JSON array.", "Send an array of what /api/send takes.");
        var request = new DialectRequest(Umami);
        foreach (var item in body.EnumerateArray()) Add(http, request, item);
        return await reception.TakeAsync(http, request, AnswerMany);
    }

    private void Add(HttpContext http, DialectRequest request, JsonElement item) =>
        request.Add(ReadUmami.FaultOf(item) is null ? projects.ById(item.GetProperty("payload").Text("website")) : null, read.From(item, http.Request.Headers.UserAgent.ToString()));

    private static void AnswerOne(HttpContext http, DialectOutcome outcome)
    {
        var (session, visit) = Echoed(http.Request) ?? (Guid.NewGuid(), Guid.NewGuid());
        using var json = Begin(http);
        json.WriteString("cache"u8, WebEncoders.Base64UrlEncode([.. session.ToByteArray(), .. visit.ToByteArray()]));
        json.WriteString("sessionId"u8, session);
        json.WriteString("visitId"u8, visit);
        json.WriteEndObject();
    }

    private static void AnswerMany(HttpContext http, DialectOutcome outcome)
    {
        using var json = Begin(http);
        json.WriteNumber("size"u8, outcome.Events);
        json.WriteNumber("processed"u8, outcome.Accepted);
        json.WriteNumber("errors"u8, outcome.Events - outcome.Accepted);
        json.WriteStartArray("details"u8);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Utf8JsonWriter Begin(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        return json;
    }

    private static (Guid Session, Guid Visit)? Echoed(HttpRequest request)
    {
        if (request.Headers[Echo] is not [{ Length: 43 } echo]) return null;
        Span<byte> bytes = stackalloc byte[33];
        return System.Buffers.Text.Base64Url.TryDecodeFromChars(echo, bytes, out var length) && length == 32 ? (new Guid(bytes[..16]), new Guid(bytes[16..32])) : null;
    }
}
