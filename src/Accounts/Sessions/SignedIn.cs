using System.Security.Claims;
using Footfall.Events;
using Microsoft.AspNetCore.Http;

namespace Footfall.Accounts.Sessions;

/// <summary>Which account is calling. Tokens are nobody's account.</summary>
internal static class SignedIn
{
    public static Guid? Account(HttpContext context) => Account(context.User);

    /// <summary>The id of an account or an agent, whichever may be a member of a vault; null for other callers.</summary>
    public static Guid? Member(ClaimsPrincipal caller) => Account(caller) ?? (Guid.TryParse(caller.FindFirstValue(ProjectAccess.AgentClaim), out var id) ? id : null);

    /// <summary>Lets accounts pass, and no tokens.</summary>
    public static async ValueTask<object?> Only(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (context.User.Identity?.IsAuthenticated != true) return Problems.SignedOut();
        context.Response.Headers.CacheControl = "no-store";
        return Account(context) is null ? Problems.OnlyForAccounts() : await next(invocation);
    }

    /// <summary>Lets accounts and agents pass: whoever can be a member of a vault.</summary>
    public static async ValueTask<object?> OnlyMembers(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (context.User.Identity?.IsAuthenticated != true) return Problems.SignedOut();
        context.Response.Headers.CacheControl = "no-store";
        return Member(context.User) is null ? Problems.OnlyForAccounts() : await next(invocation);
    }

    /// <summary>Behind <see cref="OnlyMembers"/>: the id of an account or an agent.</summary>
    public static Guid RequiredMember(HttpContext context) => Member(context.User) ?? throw new InvalidOperationException("The endpoint lacks the filter for members.");

    /// <summary>Behind <see cref="Only"/>.</summary>
    public static Guid RequiredAccount(HttpContext context) => Account(context) ?? throw new InvalidOperationException("The endpoint lacks the filter for accounts.");

    private static Guid? Account(ClaimsPrincipal caller) => Guid.TryParse(caller.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
}
