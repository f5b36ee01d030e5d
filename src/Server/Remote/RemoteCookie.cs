using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Footfall.Server.Remote;

/// <summary>
/// The session's cookie on its way over loopback, where there is no TLS and cookies do not know ports: it goes by a name that is made of the server's origin, so that a session
/// is never sent to another server that was named at the same port. No other cookie passes, in either direction.
/// </summary>
internal sealed class RemoteCookie(RemoteServer server)
{
    /// <summary>As the server has it; see docs/api/accounts.md.</summary>
    private readonly string theirs = server.IsHttps ? "__Host-footfall" : "footfall";

    internal string Ours { get; } = "footfall-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(server.Origin))[..8]);

    /// <summary>The Cookie header for the server; null where the browser has no session.</summary>
    public string? ToServer(IRequestCookieCollection cookies) => cookies[Ours] is { Length: > 0 } token && IsToken(token) ? $"{theirs}={token}" : null;

    /// <summary>The Set-Cookie header for the browser; null where the server set no session.</summary>
    public string? ToBrowser(IEnumerable<string> set)
    {
        if (!SetCookieHeaderValue.TryParseList([.. set], out var cookies)) return null;
        if (cookies.LastOrDefault(cookie => cookie.Name == theirs) is not { } session || !IsToken(session.Value)) return null;
        return new SetCookieHeaderValue(Ours, session.Value)
        {
            HttpOnly = true, SameSite = Microsoft.Net.Http.Headers.SameSiteMode.Strict, Path = "/", MaxAge = session.MaxAge, Expires = session.Expires,
        }.ToString();
    }

    /// <summary>Nothing that could end the header or begin another cookie. Empty where the session ends.</summary>
    private static bool IsToken(StringSegment text) => text.AsSpan().IndexOfAnyExcept(TokenCharacters) < 0;

    private static readonly System.Buffers.SearchValues<char> TokenCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
}
