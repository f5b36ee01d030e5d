using System.Globalization;
using System.Text.Json;
using Footfall.Ingestion.Dialects.Amplitude;
using Footfall.Ingestion.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Ingestion.Dialects.PostHog;

/// <summary>PostHog's protocols: v0 (a batch, a list or a single event), v1, and the questions that its clients ask beside (flags, configuration), which are answered with "none".</summary>
internal sealed class PostHogEndpoint(ReadPayload bodies, DialectReception reception, DialectProjects projects, ReadPostHog read, AmplitudeEndpoint amplitude, Reception clock)
{
    private const string GetPost = "GET, POST";

    private static readonly Dialect PostHog = new("posthog");

    private static readonly Refusal NoEvents = Refusal.Unreadable(null, "The body has no events.", "Send {\"api_key\":…,\"batch\":[…]}, a list of events, or one event.");

    public static void Map(IEndpointRouteBuilder routes, PostHogEndpoint endpoint, Reception reception)
    {
        var posthog = new DialectRoutes(routes, PostHog, reception);
        // Amplitude has the same address, and its clients understand refusals of one form only; PostHog's read none.
        posthog.Map("/batch", HttpMethods.Post, endpoint.BatchAsync, AmplitudeAnswers.Refused);
        foreach (var path in (string[])["/capture", "/e", "/i/v0/e"]) posthog.Map(path, GetPost, endpoint.EventsAsync);
        posthog.MapCompat("/track", GetPost, endpoint.EventsAsync);
        posthog.MapCompat("/engage", GetPost, endpoint.EventsAsync);
        posthog.Map("/i/v1/analytics/events", HttpMethods.Post, endpoint.ResultsAsync);
        posthog.Map("/flags", GetPost, endpoint.FlagsAsync);
        posthog.Map("/decide", GetPost, endpoint.FlagsAsync);
        posthog.Map("/flags/definitions", HttpMethods.Get, http => Answered(http, PostHogAnswers.Definitions));
        posthog.Map("/api/feature_flag/local_evaluation", HttpMethods.Get, http => Answered(http, PostHogAnswers.Definitions));
        posthog.Map("/api/surveys", HttpMethods.Get, http => Answered(http, PostHogAnswers.Surveys));
        posthog.Map("/array/{key}/config", HttpMethods.Get, http => endpoint.Config(http, PostHogAnswers.Config));
        posthog.Map("/array/{key}/config.js", HttpMethods.Get, http => endpoint.Config(http, PostHogAnswers.ConfigScript));
    }

    /// <summary>Takes a payload that is PostHog's, wherever it came.</summary>
    public ValueTask<Refusal?> TakeAsync(HttpContext http, Payload payload, Action<HttpResponse> answer)
    {
        var request = RequestOf(http, payload);
        return request is null ? new(NoEvents) : reception.TakeAsync(http, request, (context, _) => answer(context.Response));
    }

    private async ValueTask<Refusal?> BatchAsync(HttpContext http)
    {
        var (payload, refusal) = await bodies.ReadAsync(http.Request);
        if (payload is null) return refusal;
        if (AmplitudeEndpoint.IsAmplitude(payload)) return await amplitude.TakeAsync(http, payload);
        return await TakeAsync(http, payload, PostHogAnswers.Taken);
    }

    private async ValueTask<Refusal?> EventsAsync(HttpContext http)
    {
        var (payload, refusal) = await bodies.ReadAsync(http.Request);
        return payload is null ? refusal : await TakeAsync(http, payload, PostHogAnswers.Taken);
    }

    private async ValueTask<Refusal?> ResultsAsync(HttpContext http)
    {
        var (payload, refusal) = await bodies.ReadAsync(http.Request);
        return payload is null ? refusal : await TakeAsync(http, payload, PostHogAnswers.Results);
    }

    private async ValueTask<Refusal?> FlagsAsync(HttpContext http)
    {
        var (payload, refusal) = await bodies.ReadAsync(http.Request);
        if (payload is null) return refusal;
        PostHogAnswers.Flags(http.Response, payload.Root is { } root ? root.Text("token", 200) ?? root.Text("api_key", 200) : null);
        return null;
    }

    private ValueTask<Refusal?> Config(HttpContext http, Action<HttpResponse, string> answer)
    {
        var key = http.Request.RouteValues["key"] as string;
        if (projects.ByKey(key) is null) return new(new Refusal(404, "unknown_key", "The write key is not known.", "key", "Copy the write key, ff_…, from the project's settings."));
        answer(http.Response, key!);
        return default;
    }

    private static ValueTask<Refusal?> Answered(HttpContext http, Action<HttpResponse> answer)
    {
        answer(http.Response);
        return default;
    }

    /// <summary>Null where there is nothing that could be events.</summary>
    private DialectRequest? RequestOf(HttpContext http, Payload payload)
    {
        if (payload.Root is not { ValueKind: JsonValueKind.Object or JsonValueKind.Array } root) return null;
        var sent = SentAt(http.Request, root);
        var request = new DialectRequest(PostHog) { SentAt = sent, IsRetry = SaysRetry(http.Request) };
        var now = sent ?? clock.Received();
        var sdk = Credentials.Header(http.Request, "PostHog-Sdk-Info");
        var fromBrowser = Credentials.IsBrowser(http.Request);
        var ofRequest = ReadPostHog.KeyOf(root) ?? payload.Form.GetValueOrDefault("api_key") ?? Credentials.Bearer(http.Request) ?? Credentials.Query(http.Request, "token", "api_key");
        var project = projects.ByKey(ofRequest);
        foreach (var body in EventsOf(root))
        {
            var key = ofRequest is null ? ReadPostHog.KeyOf(body) : null;
            request.Add(key is null ? project : projects.ByKey(key), read.From(body, now, sdk, fromBrowser), ReadPostHog.IdOf(body));
        }

        return request;
    }

    private static IEnumerable<JsonElement> EventsOf(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array) return root.EnumerateArray();
        return root.Member("batch") is { ValueKind: JsonValueKind.Array } batch ? batch.EnumerateArray() : [root];
    }

    private static DateTime? SentAt(HttpRequest request, JsonElement root)
    {
        if (root.Member("sent_at").Time() is { } sent) return sent;
        if (Credentials.Header(request, "PostHog-Request-Timestamp") is { } header && Times.TryParse(header, out var told)) return told;
        return double.TryParse(Credentials.Query(request, "_"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) ? Json.OfMilliseconds(milliseconds) : null;
    }

    private static bool SaysRetry(HttpRequest request) =>
        Credentials.Query(request, "retry_count") is { } count and not "0" && count.Length > 0
        || (int.TryParse(Credentials.Header(request, "PostHog-Attempt"), NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) && attempt > 1);
}
