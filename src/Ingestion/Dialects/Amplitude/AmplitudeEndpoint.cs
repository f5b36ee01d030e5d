using System.Text.Json;
using Footfall.Ingestion.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Ingestion.Dialects.Amplitude;

/// <summary>
/// Amplitude's HTTP API v2: <c>/2/httpapi</c>, and <c>/batch</c>, which PostHog has too, told apart by what the body calls its events.
/// </summary>
internal sealed class AmplitudeEndpoint(ReadPayload bodies, DialectReception reception, DialectProjects projects, ReadAmplitude read, TimeProvider clock)
{
    private static readonly Dialect Amplitude = new("amplitude")
    {
        Refuse = AmplitudeAnswers.Refused,
        UnknownProject = new(401, "unknown_key", "Invalid API key.", "api_key", "Send the project's write key, ff_…, as api_key."),
    };

    private static readonly Refusal NoEvents = Refusal.Unreadable("events", "The body has no events.", "Send {\"api_key\":…,\"events\":[…]}.");

    public static void Map(IEndpointRouteBuilder routes, AmplitudeEndpoint endpoint, Reception reception)
    {
        var amplitude = new DialectRoutes(routes, Amplitude, reception);
        amplitude.Map("/2/httpapi", HttpMethods.Post, endpoint.EventsAsync);
        amplitude.Map("/httpapi", HttpMethods.Post, endpoint.EventsAsync);
        amplitude.MapCompat("/batch", HttpMethods.Post, endpoint.EventsAsync);
    }

    /// <summary>Whether a body that came to <c>/batch</c> is Amplitude's.</summary>
    public static bool IsAmplitude(Payload payload) =>
        payload.Root is { ValueKind: JsonValueKind.Object } root && root.Member("batch") is null && (root.Member("events") is not null || root.Member("event_type") is not null);

    public ValueTask<Refusal?> TakeAsync(HttpContext http, Payload payload)
    {
        if (payload.Root is not { ValueKind: JsonValueKind.Object } root || EventsOf(root) is not { } events) return new(NoEvents);
        var project = projects.ByKey(root.Text("api_key", 200) ?? payload.Form.GetValueOrDefault("api_key"));
        if (project is null) return new(Amplitude.UnknownProject);
        var request = new DialectRequest(Amplitude) { SentAt = root.Member("client_upload_time").Time() };
        var fromBrowser = Credentials.IsBrowser(http.Request);
        foreach (var body in events) request.Add(project, read.From(body, fromBrowser), body.Text("insert_id", 200));
        return reception.TakeAsync(http, request, Answer);
    }

    private async ValueTask<Refusal?> EventsAsync(HttpContext http)
    {
        var (payload, refusal) = await bodies.ReadAsync(http.Request);
        if (payload is null) return refusal;
        return await TakeAsync(http, WithEvent(payload));
    }

    /// <summary>The old form has its JSON in the field event.</summary>
    private static Payload WithEvent(Payload payload) =>
        payload.Root is null && payload.Form.TryGetValue("event", out var text) && MendedJson.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var root)
            ? payload with { Root = root.ValueKind == JsonValueKind.Array ? Wrap(root) : root } : payload;

    private static JsonElement Wrap(JsonElement events) =>
        MendedJson.TryParse(System.Text.Encoding.UTF8.GetBytes($$"""{"events":{{events.GetRawText()}}}"""), out var root) ? root : default;

    private static IEnumerable<JsonElement>? EventsOf(JsonElement root) => root.Member("events") switch
    {
        { ValueKind: JsonValueKind.Array } events => events.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } single => [single],
        null when root.Member("event_type") is not null => [root],
        _ => null,
    };

    private void Answer(HttpContext http, DialectOutcome outcome) =>
        AmplitudeAnswers.Taken(http.Response, outcome.Events, http.Request.ContentLength ?? 0, clock.GetUtcNow().ToUnixTimeMilliseconds());
}
