using System.Security.Claims;
using Footfall.Accounts.Tokens;
using Footfall.Accounts.Vaults;
using Footfall.Events;
using Footfall.Storage.Control;

namespace Footfall.Accounts.Sessions;

/// <summary>Who a caller is and what it may do, as claims, by its token or its session. Thread-safe.</summary>
internal sealed class CallerClaims(SessionStore sessions, TokenStore tokens, Memberships memberships, ProjectDirectory projects)
{
    public const string CookieClaim = "footfall:by-cookie";

    /// <summary>Which token it was, or the hash of the session's, so that what outlives a request can ask again.</summary>
    private const string TokenClaim = "footfall:token";

    private const string SessionClaim = "footfall:session";

    /// <summary>Null for a token that is unknown.</summary>
    public async Task<IReadOnlyList<Claim>?> OfTokenAsync(string value, CancellationToken cancellation) =>
        await tokens.FindAsync(value, cancellation) is { } token ? await OfTokenAsync(token, cancellation) : null;

    /// <summary>The caller that a token makes, wherever it stood; null for one that is unknown.</summary>
    public async Task<ClaimsPrincipal?> FindAsync(string token, CancellationToken cancellation) =>
        await OfTokenAsync(token, cancellation) is { } claims ? new ClaimsPrincipal(new ClaimsIdentity(claims, CallerAuthentication.SchemeName)) : null;

    /// <summary>Null where there is no such session (any more).</summary>
    public async Task<IReadOnlyList<Claim>?> OfCookieAsync(string cookie, CancellationToken cancellation) =>
        await sessions.FindAsync(cookie, cancellation) is { } account ? await OfSessionAsync(account, Secrets.HashOf(cookie), cancellation) : null;

    /// <summary>Whether a caller of an earlier request may still read the project.</summary>
    public async Task<bool> MayReadAsync(ClaimsPrincipal caller, ProjectNumber project, CancellationToken cancellation)
    {
        if (projects.ByNumber(project) is null || await AgainAsync(caller, cancellation) is not { } claims) return false;
        return new ClaimsPrincipal(new ClaimsIdentity(claims)).Allows(project, Scopes.Read);
    }

    private async Task<IReadOnlyList<Claim>?> AgainAsync(ClaimsPrincipal caller, CancellationToken cancellation)
    {
        if (Guid.TryParse(caller.FindFirstValue(TokenClaim), out var id)) return await tokens.ReadAsync(id, cancellation) is { } token ? await OfTokenAsync(token, cancellation) : null;
        if (caller.FindFirstValue(SessionClaim) is not { } hex) return null;
        var hash = Convert.FromHexString(hex);
        return await sessions.ReadAsync(hash, cancellation) is { } account ? await OfSessionAsync(account, hash, cancellation) : null;
    }

    private async Task<IReadOnlyList<Claim>?> OfTokenAsync(TokenRow token, CancellationToken cancellation)
    {
        var which = new Claim(TokenClaim, token.Id.ToString());
        if (token.Scopes == Scopes.None) return await OfAgentAsync(token, which, cancellation);
        var name = new Claim(ClaimTypes.Name, $"token:{token.Name}");
        return token.Projects is null
            ? [name, which, ProjectAccess.Grant(null, token.Scopes)]
            : [name, which, .. token.Projects.Select(number => ProjectAccess.Grant(new ProjectNumber(number), token.Scopes))];
    }

    /// <summary>A token without scopes is an agent's: what it may do follows from its membership.</summary>
    private async Task<IReadOnlyList<Claim>?> OfAgentAsync(TokenRow token, Claim which, CancellationToken cancellation) =>
        await memberships.AgentOfAsync(token.Id, cancellation) is { } agent
            ? [new Claim(ClaimTypes.Name, $"agent:{agent.Name}"), which, new Claim(ProjectAccess.AgentClaim, agent.Id.ToString()), .. await memberships.GrantsOfAsync(agent.Id, cancellation)]
            : null;

    private async Task<IReadOnlyList<Claim>?> OfSessionAsync(AccountRow account, byte[] hash, CancellationToken cancellation)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, account.Id.ToString()), new(ClaimTypes.Name, account.Email), new(CookieClaim, "1"), new(SessionClaim, Convert.ToHexString(hash)),
            .. await memberships.GrantsOfAsync(account.Id, cancellation),
        ];
        if (account.IsOwner) claims.Add(ProjectAccess.Grant(null, Scopes.Read | Scopes.Write | Scopes.Manage));
        return claims;
    }
}
