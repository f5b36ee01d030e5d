using System.Buffers.Text;
using System.Net;
using Footfall.Accounts.Audit;
using Footfall.Accounts.Sessions;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Setup;

internal static class SetupEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/setup", State);
        routes.MapPost("/api/v1/setup", SetUp);
    }

    private static async Task<IResult> State(SetupLink link, CancellationToken cancellation) => TypedResults.Ok(new SetupState(await link.IsNeededAsync(cancellation)));

    private static async Task<IResult> SetUp(
        SetupRequest request, HttpContext context, AccountsOptions options, ControlDatabase database, SetupLink link, LoginKeys keys, SessionStore sessions,
        AttemptLimits limits, AuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        if (!MayOpen(context, options))
            return Problems.Of(StatusCodes.Status403Forbidden, "Set-up is open to this machine only", "The set-up link may be opened from the server's own machine until the owner exists.", remedy: "Open it there (an SSH tunnel will do), or name your network in FOOTFALL_SETUP_NETWORKS.");
        if (limits.Take(AttemptPurpose.SetUp, "", context.Connection.RemoteIpAddress) is { } wait) return Problems.TooMany(context, wait);
        if (Check(request) is { } refusal) return refusal;

        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        if (await control.Accounts.AnyAsync(cancellation) || !await link.IsValidAsync(control, request.Token!, cancellation))
            return Problems.Of(StatusCodes.Status403Forbidden, "The link is not valid", "The link was used, replaced or is older than an hour.", "token", "Run `footfall setup-link` for a new one, or sign in.");
        var account = new AccountRow
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Email = SessionEndpoints.Normalize(request.Email!),
            Name = request.Name!.Trim(),
            Salt = WebEncoders.Base64UrlDecode(request.Salt!),
            LoginKeyHash = keys.Hash(request.LoginKey!),
            IsOwner = true,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        };
        control.Accounts.Add(account);
        await SetupLink.UseUpAsync(control, cancellation);
        await audit.AppendAsync(control, account.Email, "owner.created", null, "", cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(await SessionEndpoints.BeginAsync(context, account, sessions, cancellation));
    }

    /// <summary>The connection itself must come from loopback or an allowed network; a forwarded request comes from somewhere else.</summary>
    private static bool MayOpen(HttpContext context, AccountsOptions options)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null) return false;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (options.SetupNetworks.Any(network => network.Contains(address))) return true;
        var headers = context.Request.Headers;
        return IPAddress.IsLoopback(address) && !headers.ContainsKey("X-Forwarded-For") && !headers.ContainsKey("Forwarded") && !headers.ContainsKey("X-Real-IP");
    }

    private static IResult? Check(SetupRequest request)
    {
        if (request.Token is not { Length: > 0 and < 200 }) return Problems.Invalid("token", "The token is missing.", "Open the link that the server printed.");
        if (request.Email is not { Length: > 2 and <= 254 } || !request.Email.Contains('@', StringComparison.Ordinal)) return Problems.Invalid("email", "This is no e-mail address.", "Give one with an @; it is only used to sign in.");
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 100) return Problems.Invalid("name", "The name is missing or longer than 100 characters.", "Give a name.");
        if (!LoginKeys.IsWellFormed(request.LoginKey)) return Problems.Invalid("login_key", "The login key is not 32 bytes in base64url.", "Derive it from the password as docs/api/accounts.md says.");
        return request.Salt is { Length: 22 } && Base64Url.IsValid(request.Salt) ? null : Problems.Invalid("salt", "The salt is not 16 bytes in base64url.", "Make 16 random bytes.");
    }
}
