using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Ingestion.Dialects.Matomo;

/// <summary>
/// <c>matomo.php</c> and <c>piwik.php</c>: one request in the query or in a form, or many in JSON. With a token of this server as <c>token_auth</c>, addresses and times in
/// them are believed.
/// </summary>
internal sealed class MatomoEndpoint(ReadPayload bodies, DialectReception reception, DialectProjects projects, DialectCallers callers, ReadMatomo read)
{
    private const string Methods = "GET, POST";
    private const string Reason = "X-Footfall-Dropped";

    private static readonly Dialect Matomo = new("matomo")
    {
        UnknownProject = new Refusal(400, "unknown_site", "The site is not known.", "idsite", "Send the project's number as idsite; the project's settings show it."),
    };

    public static void Map(IEndpointRouteBuilder routes, MatomoEndpoint endpoint, Reception reception)
    {
        var matomo = new DialectRoutes(routes, Matomo, reception);
        foreach (var address in new[] { "/matomo.php", "/piwik.php", "/matomo/matomo.php", "/piwik/piwik.php" }) matomo.Map(address, Methods, endpoint.TakeAsync);
    }

    private async ValueTask<Refusal?> TakeAsync(HttpContext http)
    {
        var (payload, refusal) = await bodies.ReadAsync(http.Request);
        if (payload is null) return refusal;
        if (payload.Root is { } root) return await BulkAsync(http, root);
        // matomo.js sends a beacon whose body is empty, and clients that post may have some of it in either place.
        var hit = FormFields.Parse(http.Request.QueryString.Value, packed: "");
        foreach (var (name, value) in payload.Form) hit[name] = value;
        if (!hit.ContainsKey("idsite")) return Refusal.Unreadable("idsite", "The parameter idsite is missing.", "Send the project's number as idsite.");
        await callers.KnowByAsync(http, hit.GetValueOrDefault("token_auth"));
        var request = new DialectRequest(Matomo);
        if (IsToBeRecorded(hit)) Add(http, request, hit);
        return await reception.TakeAsync(http, request, (to, outcome) => AnswerOne(to, outcome, wantsImage: hit.GetValueOrDefault("send_image") != "0"));
    }

    private async ValueTask<Refusal?> BulkAsync(HttpContext http, JsonElement body)
    {
        if (body.Member("requests") is not { ValueKind: JsonValueKind.Array } requests) return Refusal.Unreadable("requests", "The field requests is no array.", "Send {\"requests\":[\"?idsite=1&rec=1&…\"]}.");
        await callers.KnowByAsync(http, body.Text("token_auth") ?? http.Request.Query["token_auth"].ToString());
        var request = new DialectRequest(Matomo);
        foreach (var item in requests.EnumerateArray())
        {
            var hit = HitOf(item);
            // What is not to be recorded is invalid, as is what names no site.
            if (IsToBeRecorded(hit)) Add(http, request, hit);
            else request.Add(null, new Pipeline.Draft());
        }

        return await reception.TakeAsync(http, request, AnswerMany);
    }

    private void Add(HttpContext http, DialectRequest request, Dictionary<string, string> hit)
    {
        var project = projects.ByNumber(hit.GetValueOrDefault("idsite")) ?? projects.ById(hit.GetValueOrDefault("idsite"));
        request.Add(project, read.From(hit, project, fromBrowser: http.Request.Headers.UserAgent.Count > 0));
    }

    private static bool IsToBeRecorded(Dictionary<string, string> hit) => hit.GetValueOrDefault("rec") == "1";

    /// <summary>A request of a bulk is a query, or an object of its parameters.</summary>
    private static Dictionary<string, string> HitOf(JsonElement item)
    {
        if (item.ValueKind == JsonValueKind.String)
        {
            var text = item.GetString()!;
            var query = text.IndexOf('?', StringComparison.Ordinal);
            return FormFields.Parse(query < 0 ? text : text[query..], packed: "");
        }

        var hit = new Dictionary<string, string>(StringComparer.Ordinal);
        if (item.ValueKind != JsonValueKind.Object) return hit;
        foreach (var member in item.EnumerateObject())
        {
            hit[member.Name] = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText();
        }

        return hit;
    }

    private static void AnswerOne(HttpContext http, DialectOutcome outcome, bool wantsImage)
    {
        if (outcome.Accepted == 0) http.Response.Headers[Reason] = outcome.FirstDrop is { } drop ? drop.Reason.WireName() : "not_to_be_recorded";
        if (wantsImage) TransparentGif.Write(http.Response);
        else http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static void AnswerMany(HttpContext http, DialectOutcome outcome)
    {
        http.Response.ContentType = "application/json";
        using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("status"u8, "success"u8);
        json.WriteNumber("tracked"u8, outcome.Accepted);
        json.WriteNumber("invalid"u8, outcome.Events - outcome.Accepted);
        json.WriteEndObject();
    }
}
