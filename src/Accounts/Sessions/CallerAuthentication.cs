using System.Security.Claims;
using System.Text.Encodings.Web;
using Footfall.Events;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Footfall.Accounts.Sessions;

/// <summary>
/// Knows a caller by bearer token, else by session cookie, and says what it may do as <see cref="ProjectAccess"/> claims. Costs nothing where a request carries
/// neither. Ingestion endpoints (marked by <see cref="ReadsNoCookies"/>) are never known by cookie.
/// </summary>
internal sealed class CallerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, CallerClaims callers)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "footfall";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string? authorization = Request.Headers.Authorization;
        if (authorization is not null)
        {
            return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
                ? Result(await callers.OfTokenAsync(authorization[7..].Trim(), Context.RequestAborted), "unknown token") : AuthenticateResult.NoResult();
        }

        if (Context.GetEndpoint()?.Metadata.GetMetadata<ReadsNoCookies>() is not null) return AuthenticateResult.NoResult();
        return SessionCookie.Read(Request) is { Length: > 0 } cookie ? Result(await callers.OfCookieAsync(cookie, Context.RequestAborted), "no such session") : AuthenticateResult.NoResult();
    }

    private static AuthenticateResult Result(IReadOnlyList<Claim>? claims, string otherwise) => claims is null
        ? AuthenticateResult.Fail(otherwise)
        : AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName)), SchemeName));
}
