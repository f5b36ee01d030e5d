using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Endpoints;
using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Dialects.Segment;

/// <summary>Takes the calls of Segment's kind in, one or a batch, for whichever product's client sends them.</summary>
internal sealed class SegmentCalls(ReadPayload bodies, DialectReception reception, DialectProjects projects, ReadSegment read)
{
    private static readonly Refusal NoCalls = Refusal.Unreadable(null, "The body has no call.", "Send one call as a JSON object, or {\"batch\":[…]}.");

    /// <param name="kind">The call that the address names, or null: the body says it.</param>
    public async ValueTask<Refusal?> TakeAsync(HttpContext http, Dialect dialect, string? kind, Action<HttpResponse> answer)
    {
        var (payload, refusal) = await bodies.ReadAsync(http.Request);
        if (payload is null) return refusal;
        if (RequestOf(http.Request, dialect, kind, payload) is not { } request) return NoCalls;
        return await reception.TakeAsync(http, request, (context, _) => answer(context.Response));
    }

    private DialectRequest? RequestOf(HttpRequest http, Dialect dialect, string? kind, Payload payload)
    {
        if (payload.Root is not { } root || CallsOf(root) is not { } calls) return null;
        var request = new DialectRequest(dialect) { SentAt = SentAt(http, root) };
        var project = ProjectOf(http, root);
        var fromBrowser = Credentials.IsBrowser(http);
        foreach (var call in calls)
        {
            request.SentAt ??= call.Member("sentAt").Time();
            request.Add(project ?? projects.ByKey(call.Text("writeKey", 200)), read.From(call, kind, fromBrowser), ReadSegment.IdOf(call));
        }

        return request;
    }

    private static IEnumerable<JsonElement>? CallsOf(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => root.EnumerateArray(),
        JsonValueKind.Object when root.Member("batch") is { ValueKind: JsonValueKind.Array } batch => batch.EnumerateArray(),
        JsonValueKind.Object when root.Member("batch") is null => [root],
        _ => null,
    };

    private static DateTime? SentAt(HttpRequest http, JsonElement root)
    {
        if (root.Member("sentAt").Time() is { } sent) return sent;
        return Times.TryParse(Credentials.Header(http, "SentAt"), out var told) ? told : null;
    }

    /// <summary>Each of the three has a place of its own for the key; all SDKs fill at least one.</summary>
    private Project? ProjectOf(HttpRequest http, JsonElement root) =>
        projects.ByKey(Credentials.BasicUser(http)) ?? projects.ByKey(Credentials.Header(http, "X-Write-Key")) ?? projects.ByKey(root.Text("writeKey", 200))
        ?? projects.ByKey(Credentials.Query(http, "writeKey")) ?? projects.ByKey(Credentials.Bearer(http));
}
