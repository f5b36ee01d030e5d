using System.Security.Claims;
using Footfall.Accounts.Audit;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Sessions;

internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/api/v1/session");
        session.MapGet("/parameters", Parameters);
        session.MapPost("", SignIn);
        session.MapGet("", Current);
        session.MapDelete("", SignOut);
    }

    public static string Normalize(string email) => email.Trim().ToLowerInvariant();

    private static async Task<IResult> Parameters(string? email, ControlDatabase database, LoginKeys keys, CancellationToken cancellation)
    {
        if (email is not { Length: > 2 and <= 254 }) return Problems.Invalid("email", "The e-mail address is missing or too long.", "Send ?email=you@example.org.");
        await using var control = database.Connect();
        var normal = Normalize(email);
        return TypedResults.Ok(keys.ParametersFor(normal, await control.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Email == normal, cancellation)));
    }

    private static async Task<IResult> SignIn(
        LoginRequest login, HttpContext context, ControlDatabase database, LoginKeys keys, SessionStore sessions, AttemptLimits limits, AuditLog audit, CancellationToken cancellation)
    {
        if (login.Email is not { Length: > 2 and <= 254 }) return Problems.Invalid("email", "The e-mail address is missing or too long.", "Send the account's e-mail address.");
        if (!LoginKeys.IsWellFormed(login.LoginKey)) return Problems.Invalid("login_key", "The login key is not 32 bytes in base64url.", "Derive it from the password as docs/api/accounts.md says.");
        var email = Normalize(login.Email);
        if (limits.Take(AttemptPurpose.SignIn, email, context.Connection.RemoteIpAddress) is { } wait) return Problems.TooMany(context, wait);
        await using var control = database.Connect();
        var account = await control.Accounts.SingleOrDefaultAsync(a => a.Email == email, cancellation);
        if (!keys.Matches(account, login.LoginKey!))
        {
            return Problems.Of(StatusCodes.Status401Unauthorized, "Not signed in", "The e-mail address or the password is wrong.", "login_key", "Check both and try again.");
        }

        await audit.AppendAsync(control, account!.Email, "session.began", null, "", cancellation);
        return TypedResults.Ok(await BeginAsync(context, account, sessions, cancellation));
    }

    internal static async Task<SessionAnswer> BeginAsync(HttpContext context, AccountRow account, SessionStore sessions, CancellationToken cancellation)
    {
        var token = await sessions.BeginAsync(account.Id, cancellation);
        SessionCookie.Write(context, token, SessionStore.Lifetime);
        return ToAnswer(account, token);
    }

    /// <summary>The session that the caller has already.</summary>
    internal static SessionAnswer Present(HttpContext context, AccountRow account) =>
        ToAnswer(account, SessionCookie.Read(context.Request) ?? throw new InvalidOperationException("The caller is not known by a cookie."));

    private static SessionAnswer ToAnswer(AccountRow account, string token) =>
        new(new AccountAnswer(account.Id, account.Email, account.Name, account.IsOwner), SessionCookie.CsrfTokenFor(token));

    private static async Task<IResult> Current(HttpContext context, ControlDatabase database, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id) || SessionCookie.Read(context.Request) is not { } token) return Problems.SignedOut();
        await using var control = database.Connect();
        var account = await control.Accounts.AsNoTracking().SingleAsync(a => a.Id == id, cancellation);
        return TypedResults.Ok(ToAnswer(account, token));
    }

    private static async Task<IResult> SignOut(HttpContext context, SessionStore sessions, CancellationToken cancellation)
    {
        if (SessionCookie.Read(context.Request) is { } token) await sessions.EndAsync(token, cancellation);
        SessionCookie.Clear(context);
        return TypedResults.NoContent();
    }
}
