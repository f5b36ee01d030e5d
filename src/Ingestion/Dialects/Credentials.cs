using System.Text;
using Microsoft.AspNetCore.Http;

namespace Footfall.Ingestion.Dialects;

/// <summary>Where other products' clients put the write key, other than into the body; and what a request says of its sender.</summary>
internal static class Credentials
{
    private const int LongestKey = 512;

    /// <summary>The token of <c>Authorization: Bearer</c>, or null.</summary>
    public static string? Bearer(HttpRequest request) => Authorization(request, "Bearer ");

    /// <summary>The user of <c>Authorization: Basic</c>, or null.</summary>
    public static string? BasicUser(HttpRequest request)
    {
        if (Basic(request) is not { } pair) return null;
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return (colon < 0 ? pair : pair[..colon]) is { Length: > 0 } user ? user : null;
    }

    /// <summary>The password of <c>Authorization: Basic</c>; all of it where no colon parts it from a user; or null.</summary>
    public static string? BasicPassword(HttpRequest request) => Basic(request) is { } pair ? pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..] : null;

    /// <summary>The first of the query's parameters that is there, or null.</summary>
    public static string? Query(HttpRequest request, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (request.Query[name] is [{ Length: > 0 and <= LongestKey } value, ..]) return value;
        }

        return null;
    }

    /// <summary>The header, or null.</summary>
    public static string? Header(HttpRequest request, string name) => request.Headers[name] is [{ Length: > 0 and <= LongestKey } value, ..] ? value : null;

    /// <summary>Browsers name the origin of what they post; servers and apps have none.</summary>
    public static bool IsBrowser(HttpRequest request) => request.Headers.Origin is [{ Length: > 0 }];

    private static string? Basic(HttpRequest request)
    {
        var bytes = new byte[LongestKey];
        return Authorization(request, "Basic ") is { } packed && Convert.TryFromBase64String(packed, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static string? Authorization(HttpRequest request, string scheme)
    {
        string? value = request.Headers.Authorization;
        return value is { Length: <= LongestKey } && value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && value[scheme.Length..].Trim() is { Length: > 0 } rest ? rest : null;
    }
}
