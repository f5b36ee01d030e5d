using System.Security.Claims;
using System.Text.Encodings.Web;
using Footfall.Accounts.Tokens;
using Footfall.Accounts.Vaults;
using Footfall.Events;
using Footfall.Storage.Control;
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
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, SessionStore sessions, TokenStore tokens, Memberships memberships)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "footfall";
    public const string CookieClaim = "footfall:by-cookie";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string? authorization = Request.Headers.Authorization;
        if (authorization is not null)
            return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? await ByTokenAsync(authorization[7..].Trim()) : AuthenticateResult.NoResult();
        if (Context.GetEndpoint()?.Metadata.GetMetadata<ReadsNoCookies>() is not null) return AuthenticateResult.NoResult();
        return SessionCookie.Read(Request) is { Length: > 0 } cookie ? await ByCookieAsync(cookie) : AuthenticateResult.NoResult();
    }

    private async Task<AuthenticateResult> ByTokenAsync(string value)
    {
        if (await tokens.FindAsync(value, Context.RequestAborted) is not { } token) return AuthenticateResult.Fail("unknown token");
        if (token.Scopes == Scopes.None) return await ByAgentAsync(token);
        var claims = new List<Claim> { new(ClaimTypes.Name, $"token:{token.Name}") };
        if (token.Projects is null) claims.Add(ProjectAccess.Grant(null, token.Scopes));
        else claims.AddRange(token.Projects.Select(number => ProjectAccess.Grant(new ProjectNumber(number), token.Scopes)));
        return Success(claims);
    }

    /// <summary>A token without scopes is an agent's: what it may do follows from its membership.</summary>
    private async Task<AuthenticateResult> ByAgentAsync(TokenRow token)
    {
        if (await memberships.AgentOfAsync(token.Id, Context.RequestAborted) is not { } agent) return AuthenticateResult.Fail("unknown token");
        return Success([
            new Claim(ClaimTypes.Name, $"agent:{agent.Name}"), new Claim(ProjectAccess.AgentClaim, agent.Id.ToString()), .. await memberships.GrantsOfAsync(agent.Id, Context.RequestAborted)]);
    }

    private async Task<AuthenticateResult> ByCookieAsync(string cookie)
    {
        if (await sessions.FindAsync(cookie, Context.RequestAborted) is not { } account) return AuthenticateResult.Fail("no such session");
        return Success([.. ClaimsOf(account), .. await memberships.GrantsOfAsync(account.Id, Context.RequestAborted), new Claim(CookieClaim, "1")]);
    }

    private static IEnumerable<Claim> ClaimsOf(AccountRow account)
    {
        yield return new Claim(ClaimTypes.NameIdentifier, account.Id.ToString());
        yield return new Claim(ClaimTypes.Name, account.Email);
        if (account.IsOwner) yield return ProjectAccess.Grant(null, Scopes.Read | Scopes.Write | Scopes.Manage);
    }

    private static AuthenticateResult Success(IEnumerable<Claim> claims) =>
        AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName)), SchemeName));
}
