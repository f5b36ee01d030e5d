using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Endpoints;
using Footfall.Ingestion.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Ingestion.Dialects.Sentry;

/// <summary>
/// <c>POST /api/{project's number}/envelope</c> and the older <c>/store</c>, with the write key as public key: errors become events. Everything else that Sentry's SDKs send
/// (sessions, traces, logs, replays) is accepted, so that they are content, counted, and not kept.
/// </summary>
internal sealed class SentryEndpoint(ReadBody bodies, DialectReception reception, DialectProjects projects, ReadSentry read, PipelineMeters meters)
{
    private static readonly Dialect Sentry = new("sentry")
    {
        UnknownProject = new(401, "unknown_key", "The public key is not that of the project.", "sentry_key", "Use the DSN https://WRITE_KEY@HOST/NUMBER with the project's write key and number."),
    };

    private static readonly Refusal Unreadable = Refusal.Unreadable(null, "The body is no envelope.", "Send lines of JSON: a header, then the items.");

    public static void Map(IEndpointRouteBuilder routes, SentryEndpoint endpoint, Reception reception)
    {
        var sentry = new DialectRoutes(routes, Sentry, reception);
        sentry.Map("/api/{project:int}/envelope", HttpMethods.Post, endpoint.EnvelopeAsync);
        sentry.Map("/api/{project:int}/store", HttpMethods.Post, endpoint.StoreAsync);
    }

    private ValueTask<Refusal?> EnvelopeAsync(HttpContext http) => TakeAsync(http, SentryEnvelope.Read);

    private ValueTask<Refusal?> StoreAsync(HttpContext http) => TakeAsync(http, body =>
        MendedJson.TryParse(body.ToArray(), out var read) && read.ValueKind == JsonValueKind.Object ? new SentryEnvelope(read, [read], 0) : null);

    private async ValueTask<Refusal?> TakeAsync(HttpContext http, Func<ReadOnlySpan<byte>, SentryEnvelope?> parse)
    {
        var (body, refusal) = await bodies.ReadAsync(http.Request);
        if (body is null) return refusal;
        SentryEnvelope? envelope;
        using (body) envelope = parse(body.Span);
        if (envelope is null) return Unreadable;
        var project = projects.ByNumber((string?)http.Request.RouteValues["project"]);
        if (project is null || projects.ByKey(KeyOf(http.Request, envelope.Header))?.Number != project.Number) return Sentry.UnknownProject;
        var request = new DialectRequest(Sentry) { SentAt = envelope.Header.Member("sent_at").Time() };
        foreach (var item in envelope.Events) Add(request, project, item);
        meters.Foreign(Sentry.Name, "ignored", envelope.Others);
        var id = envelope.Header.Text("event_id", 64);
        return await reception.TakeAsync(http, request, (_, _) => Answer(http, id));
    }

    private void Add(DialectRequest request, Project project, JsonElement? item)
    {
        if (item is { } body) request.Add(project, read.From(body), body.Text("event_id", 64));
        else request.Add(project, new Draft { Fault = new Drop(DropReason.NotAnObject, null, "The event is no JSON object.") });
    }

    /// <summary>In the query, in <c>X-Sentry-Auth: Sentry sentry_version=7, sentry_key=…</c>, or in the header's DSN where the message came through a tunnel.</summary>
    private static string? KeyOf(HttpRequest request, JsonElement header)
    {
        if (Credentials.Query(request, "sentry_key") is { } key) return key;
        foreach (var part in (Credentials.Header(request, "X-Sentry-Auth") ?? Credentials.Header(request, "Authorization") ?? "").Split(',', ' '))
        {
            if (part.StartsWith("sentry_key=", StringComparison.Ordinal)) return part["sentry_key=".Length..];
        }

        return Uri.TryCreate(header.Text("dsn", 512), UriKind.Absolute, out var dsn) && dsn.UserInfo.Length > 0 ? dsn.UserInfo.Split(':')[0] : null;
    }

    private static void Answer(HttpContext http, string? id)
    {
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = "application/json";
        using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        if (id is not null) json.WriteString("id"u8, id);
        json.WriteEndObject();
    }
}
