using System.Text.Json;

namespace Footfall.Cli.Import;

/// <summary>A line of Caddy's access log in JSON (<c>log</c> directive, encoder <c>json</c>).</summary>
internal static class CaddyLine
{
    public static LoggedRequest? Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return Request(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static LoggedRequest? Request(JsonElement entry)
    {
        if (!entry.TryGetProperty("request", out var request) || request.ValueKind != JsonValueKind.Object) return null;
        if (Time(entry) is not { } time || !entry.TryGetProperty("status", out var status) || !status.TryGetInt32(out var code)) return null;
        if ((Text(request, "client_ip") ?? Text(request, "remote_ip")) is not { } address) return null;
        if (Text(request, "uri") is not { } path || !path.StartsWith('/')) return null;
        return new LoggedRequest(
            time, Host(Text(request, "host")), address, Text(request, "method") ?? "", path, code, Header(request, "Referer"), Header(request, "User-Agent"));
    }

    /// <summary>Seconds since 1970 with a fraction, or RFC 3339 where it is set so.</summary>
    private static DateTime? Time(JsonElement entry)
    {
        if (!entry.TryGetProperty("ts", out var ts)) return null;
        if (ts.ValueKind == JsonValueKind.String) return ts.TryGetDateTimeOffset(out var told) ? told.UtcDateTime : null;
        return ts.ValueKind == JsonValueKind.Number && ts.TryGetDouble(out var seconds) && seconds is > 0 and < 1e11 ? DateTime.UnixEpoch.AddMilliseconds(Math.Floor(seconds * 1000)) : null;
    }

    private static string? Header(JsonElement request, string name) =>
        request.TryGetProperty("headers", out var headers) && headers.ValueKind == JsonValueKind.Object && headers.TryGetProperty(name, out var values) && values.ValueKind == JsonValueKind.Array && values.GetArrayLength() > 0
            && values[0].ValueKind == JsonValueKind.String
            ? values[0].GetString()
            : null;

    private static string? Host(string? host)
    {
        var colon = host?.LastIndexOf(':') ?? -1;
        return colon < 0 || host!.EndsWith(']') ? host : host[..colon];
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
