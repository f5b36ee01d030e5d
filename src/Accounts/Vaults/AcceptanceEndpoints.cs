using Footfall.Accounts.Audit;
using Footfall.Accounts.Keys;
using Footfall.Accounts.Sessions;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Vaults;

/// <summary>Invitations from the side of the invitee. Accepting publishes the invitee's keys and gives access to nothing: an entry of the log does.</summary>
internal static class AcceptanceEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var invitation = routes.MapGroup("/api/v1/invitations/{token}").WithMetadata(new BodyLimit(8192));
        invitation.MapGet("", Read);
        invitation.MapPost("/accept", Accept);
    }

    private static async Task<IResult> Read(string token, HttpContext context, ControlDatabase database, TimeProvider clock, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        await using var control = database.Connect();
        if (await FindAsync(control, token, clock, cancellation) is not { } invitation) return NotValid();
        var vault = await control.Vaults.AsNoTracking().SingleAsync(v => v.Id == invitation.VaultId, cancellation);
        var known = await control.Accounts.AnyAsync(a => a.Email == invitation.Email, cancellation);
        return TypedResults.Ok(new InvitationState(
            vault.Id, vault.Name, invitation.Email, VaultRoles.NameOf(invitation.Role), invitation.InvitedBy, invitation.ExpiresAt, known, invitation.AccountId is not null));
    }

    private static async Task<IResult> Accept(
        string token, AcceptInvitation request, HttpContext context, ControlDatabase database, LoginKeys logins, SessionStore sessions, AttemptLimits limits, AuditLog audit,
        TimeProvider clock, CancellationToken cancellation)
    {
        if (limits.Take(AttemptPurpose.Invitation, Convert.ToHexString(Secrets.HashOf(token)), context.Connection.RemoteIpAddress) is { } wait) return Problems.TooMany(context, wait);
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        if (await FindAsync(control, token, clock, cancellation) is not { } invitation) return NotValid();
        var caller = SignedIn.Account(context);
        var (account, refusal) = caller is { } id
            ? await PresentAsync(control, id, invitation, cancellation)
            : await NewAsync(control, request, invitation, logins, clock, cancellation);
        if (refusal is not null) return refusal;
        if (invitation.AccountId is { } other && other != account!.Id) return NotValid();
        invitation.AccountId = account!.Id;
        await audit.AppendAsync(control, account.Email, "invitation.accepted", null, $"vault {invitation.VaultId}", cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(caller is null ? await SessionEndpoints.BeginAsync(context, account, sessions, cancellation) : SessionEndpoints.Present(context, account));
    }

    private static async Task<(AccountRow? Account, IResult? Refusal)> PresentAsync(ControlDbContext control, Guid id, InvitationRow invitation, CancellationToken cancellation)
    {
        var account = await control.Accounts.SingleAsync(a => a.Id == id, cancellation);
        if (account.Email != invitation.Email) return (null, Problems.Conflict("", $"The invitation is for {invitation.Email}, and {account.Email} is signed in.", "Sign in by the other address, or ask for an invitation to this one."));
        if (!await control.AccountKeys.AnyAsync(k => k.AccountId == id, cancellation)) return (null, Problems.Conflict("", "The account has no keys yet.", "Make them and PUT /api/v1/account/keys first."));
        return await control.VaultMembers.AnyAsync(m => m.VaultId == invitation.VaultId && m.MemberId == id, cancellation)
            ? (null, Problems.Conflict("", "The account is a member already.", "Nothing is to be done."))
            : (account, null);
    }

    private static async Task<(AccountRow? Account, IResult? Refusal)> NewAsync(
        ControlDbContext control, AcceptInvitation given, InvitationRow invitation, LoginKeys logins, TimeProvider clock, CancellationToken cancellation)
    {
        if (await control.Accounts.AnyAsync(a => a.Email == invitation.Email, cancellation)) return (null, Problems.Conflict("", "There is an account of this address.", "Sign in and accept again."));
        if (given.Account is not { } id || id == Guid.Empty) return (null, Problems.Invalid("account", "The account's id is missing.", "Make a random UUID; the wrapped keys are bound to it."));
        if (await control.Accounts.AnyAsync(a => a.Id == id, cancellation)) return (null, Problems.Conflict("account", "There is an account of this id.", "Make a new random UUID."));
        if (AccountFields.Check(given.Name, given.Salt, given.LoginKey) is { } invalid) return (null, invalid);
        if (AccountKeysFields.Read(new PutAccountKeys(given.HpkeKey, given.SignKey, given.WrappedKeys, given.Recovery, null), out var keys) is { } bad) return (null, bad);
        var now = clock.GetUtcNow().UtcDateTime;
        var account = new AccountRow
        {
            Id = id,
            Email = invitation.Email,
            Name = given.Name!.Trim(),
            Salt = Binary.Read(given.Salt, AccountFields.SaltBytes, AccountFields.SaltBytes)!,
            LoginKeyHash = logins.Hash(given.LoginKey!),
            CreatedAt = now,
        };
        (keys.AccountId, keys.ChangedAt) = (id, now);
        control.AddRange(account, keys);
        return (account, null);
    }

    private static async Task<InvitationRow?> FindAsync(ControlDbContext control, string token, TimeProvider clock, CancellationToken cancellation)
    {
        if (token.Length is 0 or > 200) return null;
        var hash = Secrets.HashOf(token);
        var now = clock.GetUtcNow().UtcDateTime;
        return await control.Invitations.SingleOrDefaultAsync(i => i.TokenHash == hash && i.ExpiresAt > now, cancellation);
    }

    private static IResult NotValid() =>
        Problems.Of(StatusCodes.Status404NotFound, "The invitation is not valid", "It was used, taken back or is older than a week.", "token", "Ask whoever invited you for a new link.");
}
