using System.Text.Json;
using Footfall.Ingestion.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Ingestion.Dialects.Segment;

/// <summary>
/// Segment's tracking API with the settings that its web client will not start without, and what RudderStack and Jitsu have made of it: their settings, addresses and answers.
/// </summary>
internal sealed class SegmentEndpoint(SegmentCalls calls, DialectProjects projects)
{
    private static readonly Dialect Segment = new("segment");
    private static readonly Dialect RudderStack = new("rudderstack");
    private static readonly Dialect Jitsu = new("jitsu");

    private static readonly string[] Kinds = ["track", "page", "screen", "identify", "group", "alias"];

    /// <summary>The web client's short addresses.</summary>
    private static readonly (string Path, string Kind)[] Short = [("t", "track"), ("p", "page"), ("s", "screen"), ("i", "identify"), ("g", "group"), ("a", "alias")];

    private static readonly Refusal UnknownKey = new(404, "unknown_key", "The write key is not known.", "writeKey", "Copy the write key, ff_…, from the project's settings.");

    public static void Map(IEndpointRouteBuilder routes, SegmentEndpoint endpoint, Reception reception)
    {
        var segment = new DialectRoutes(routes, Segment, reception);
        foreach (var path in (string[])["batch", "b", "import"]) segment.Map($"/v1/{path}", HttpMethods.Post, endpoint.Calls(Segment, null, Success));
        foreach (var kind in Kinds) segment.Map($"/v1/{kind}", HttpMethods.Post, endpoint.Calls(Segment, kind, Success));
        foreach (var (path, kind) in Short) segment.Map($"/v1/{path}", HttpMethods.Post, endpoint.Calls(Segment, kind, Success));
        segment.Map("/v1/m", HttpMethods.Post, IgnoredAsync);
        segment.Map("/v1/projects/{key}/settings", HttpMethods.Get, endpoint.Settings);

        var rudder = new DialectRoutes(routes, RudderStack, reception);
        rudder.MapCompat("/v1/batch", HttpMethods.Post, endpoint.Calls(RudderStack, null, Success));
        foreach (var kind in Kinds) rudder.MapCompat($"/v1/{kind}", HttpMethods.Post, endpoint.Calls(RudderStack, kind, Success));
        rudder.Map("/beacon/v1/batch", HttpMethods.Post, endpoint.Calls(RudderStack, null, Success));
        rudder.Map("/sourceConfig", HttpMethods.Get, endpoint.SourceConfig);

        var jitsu = new DialectRoutes(routes, Jitsu, reception);
        foreach (var kind in Kinds)
        {
            jitsu.Map($"/api/s/{kind}", HttpMethods.Post, endpoint.Calls(Jitsu, kind, Ok));
            jitsu.Map($"/api/s/s2s/{kind}", HttpMethods.Post, endpoint.Calls(Jitsu, kind, Ok));
        }

        jitsu.Map("/api/s/s2s/batch", HttpMethods.Post, endpoint.Calls(Jitsu, null, Ok));
    }

    private Func<HttpContext, ValueTask<Refusal?>> Calls(Dialect dialect, string? kind, Action<HttpResponse> answer) =>
        http => calls.TakeAsync(http, dialect, kind, answer);

    /// <summary>Where the client sends to: here. With it one setting, the address of the settings, is enough.</summary>
    private ValueTask<Refusal?> Settings(HttpContext http)
    {
        var key = (string)http.Request.RouteValues["key"]!;
        if (projects.ByKey(key) is null) return new(UnknownKey);
        var path = http.Request.Path.Value!;
        Write(http.Response, json =>
        {
            json.WriteStartObject("integrations"u8);
            json.WriteStartObject("Segment.io"u8);
            json.WriteString("apiKey"u8, key);
            json.WriteString("apiHost"u8, $"{http.Request.Host}{path[..path.IndexOf("/projects/", StringComparison.OrdinalIgnoreCase)]}");
            json.WriteString("protocol"u8, http.Request.Scheme);
            json.WriteBoolean("unbundledIntegrations"u8, false);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject("plan"u8);
            json.WriteEndObject();
            json.WriteStartObject("metrics"u8);
            json.WriteNumber("sampleRate"u8, 0);
            json.WriteEndObject();
        });
        return default;
    }

    private ValueTask<Refusal?> SourceConfig(HttpContext http)
    {
        var project = projects.ByKey(Credentials.Query(http.Request, "writeKey")) ?? projects.ByKey(Credentials.BasicUser(http.Request));
        if (project is null) return new(UnknownKey);
        Write(http.Response, json =>
        {
            json.WriteStartObject("source"u8);
            json.WriteString("id"u8, project.Id.ToString());
            json.WriteString("name"u8, "Footfall");
            json.WriteString("writeKey"u8, project.Key);
            json.WriteBoolean("enabled"u8, true);
            json.WriteString("workspaceId"u8, project.Id.ToString());
            json.WriteStartArray("destinations"u8);
            json.WriteEndArray();
            json.WriteStartObject("config"u8);
            json.WriteStartObject("statsCollection"u8);
            foreach (var kind in (string[])["errors", "metrics"])
            {
                json.WriteStartObject(kind);
                json.WriteBoolean("enabled"u8, false);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        });
        return default;
    }

    /// <summary>The client's counts of itself, which say nothing of visitors.</summary>
    private static ValueTask<Refusal?> IgnoredAsync(HttpContext http)
    {
        Success(http.Response);
        return default;
    }

    private static void Success(HttpResponse response) => Write(response, json => json.WriteBoolean("success"u8, true));

    private static void Ok(HttpResponse response) => Write(response, json => json.WriteBoolean("ok"u8, true));

    private static void Write(HttpResponse response, Action<Utf8JsonWriter> write)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/json";
        using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    }
}
