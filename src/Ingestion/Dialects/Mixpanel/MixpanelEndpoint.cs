using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Footfall.Ingestion.Dialects.PostHog;
using Footfall.Ingestion.Endpoints;
using Footfall.Ingestion.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Ingestion.Dialects.Mixpanel;

/// <summary>
/// Mixpanel's <c>/track</c> and <c>/import</c>, whose events are kept; and <c>/engage</c> and <c>/groups</c>, which are accepted and counted and not kept, since there are no
/// profiles. The clients want the body <c>1</c>, or JSON where they ask for it. Very old clients of PostHog send to the same addresses.
/// </summary>
internal sealed class MixpanelEndpoint(
    ReadPayload bodies, DialectReception reception, DialectProjects projects, ReadMixpanel read, PostHogEndpoint posthog, PipelineMeters meters)
{
    private const string GetPost = "GET, POST";

    private static readonly Dialect Mixpanel = new("mixpanel")
    {
        Refuse = Refused,
        UnknownProject = new(401, "unknown_key", "The token is not known.", "token", "Send the project's write key, ff_…, as token."),
    };

    private static readonly Refusal NoEvents = Refusal.Unreadable("data", "The request has no events.", "Send an event or a list of events as JSON, or as base64 in data.");

    public static void Map(IEndpointRouteBuilder routes, MixpanelEndpoint endpoint, Reception reception)
    {
        var mixpanel = new DialectRoutes(routes, Mixpanel, reception);
        mixpanel.Map("/track", GetPost, endpoint.TrackAsync);
        mixpanel.Map("/import", GetPost, endpoint.ImportAsync);
        mixpanel.Map("/engage", GetPost, endpoint.ProfilesAsync);
        mixpanel.Map("/groups", GetPost, endpoint.ProfilesAsync);
    }

    private async ValueTask<Refusal?> TrackAsync(HttpContext http)
    {
        var (payload, refusal) = await bodies.ReadAsync(http.Request);
        if (payload is null) return refusal;
        if (IsPostHog(payload)) return await posthog.TakeAsync(http, payload, response => Taken(response, 0));
        return await TakeAsync(http, payload, Taken);
    }

    private async ValueTask<Refusal?> ImportAsync(HttpContext http)
    {
        var (payload, refusal) = await bodies.ReadAsync(http.Request);
        return payload is null ? refusal : await TakeAsync(http, payload, http.Request.Query.ContainsKey("strict") ? Imported : Taken);
    }

    private async ValueTask<Refusal?> ProfilesAsync(HttpContext http)
    {
        var (payload, refusal) = await bodies.ReadAsync(http.Request);
        if (payload is null) return refusal;
        if (payload.Root is not { } root || EventsOf(root) is not { } updates) return NoEvents;
        var count = 0;
        foreach (var update in updates)
        {
            if (projects.ByKey(ReadMixpanel.TokenOf(update)) is null && projects.ByKey(Credentials.BasicUser(http.Request)) is null) continue;
            count++;
        }

        if (count == 0) return Mixpanel.UnknownProject;
        meters.Foreign(Mixpanel.Name, "ignored", count);
        Taken(http.Response, 0);
        return null;
    }

    private ValueTask<Refusal?> TakeAsync(HttpContext http, Payload payload, Action<HttpResponse, int> answer)
    {
        if (payload.Root is not { } root || EventsOf(root) is not { } events) return new(NoEvents);
        var sent = double.TryParse(Credentials.Query(http.Request, "_"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) ? Json.OfMilliseconds(milliseconds) : null;
        var request = new DialectRequest(Mixpanel) { SentAt = sent };
        var ofRequest = projects.ByKey(Credentials.BasicUser(http.Request)) ?? projects.ByKey(Credentials.Query(http.Request, "token"));
        var fromBrowser = Credentials.IsBrowser(http.Request);
        foreach (var body in events) request.Add(projects.ByKey(ReadMixpanel.TokenOf(body)) ?? ofRequest, read.From(body, fromBrowser), ReadMixpanel.IdOf(body));
        return reception.TakeAsync(http, request, (context, outcome) => answer(context.Response, outcome.Accepted));
    }

    /// <summary>PostHog's clients put the key beside the event, and name the event's id.</summary>
    private static bool IsPostHog(Payload payload) =>
        payload.Root is { ValueKind: JsonValueKind.Object } root && (root.Member("api_key") is not null || root.Member("batch") is not null || root.Member("uuid") is not null);

    private static IEnumerable<JsonElement>? EventsOf(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => root.EnumerateArray(),
        JsonValueKind.Object => [root],
        _ => null,
    };

    private static void Taken(HttpResponse response, int accepted)
    {
        response.StatusCode = StatusCodes.Status200OK;
        if (IsVerbose(response))
        {
            Status(response, 1, null);
            return;
        }

        response.ContentType = "text/plain; charset=utf-8";
        response.BodyWriter.Write("1"u8);
    }

    private static void Imported(HttpResponse response, int accepted)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/json";
        using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteNumber("code"u8, 200);
        json.WriteNumber("num_records_imported"u8, accepted);
        json.WriteString("status"u8, "OK"u8);
        json.WriteEndObject();
    }

    private static void Refused(HttpResponse response, Refusal refusal)
    {
        if (!IsVerbose(response))
        {
            Answers.Refused(response, refusal);
            return;
        }

        response.StatusCode = refusal.Status;
        if (refusal.RetryAfter is { } after) response.Headers.RetryAfter = Answers.Seconds(after);
        Status(response, 0, $"{refusal.Title} {refusal.Remedy}");
    }

    private static void Status(HttpResponse response, int status, string? error)
    {
        response.ContentType = "application/json";
        using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteNumber("status"u8, status);
        json.WriteString("error"u8, error);
        json.WriteEndObject();
    }

    private static bool IsVerbose(HttpResponse response) => response.HttpContext.Request.Query["verbose"] == "1";
}
