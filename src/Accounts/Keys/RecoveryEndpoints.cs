using System.Security.Cryptography;
using Footfall.Accounts.Audit;
using Footfall.Accounts.Sessions;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Keys;

/// <summary>
/// A lost password, with the recovery key. Both steps prove the key anew, so that nothing waits in between; a wrong key and an unknown address are answered alike.
/// </summary>
internal static class RecoveryEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var recovery = routes.MapGroup("/api/v1/recovery").WithMetadata(new BodyLimit(8192));
        recovery.MapPost("/start", Start);
        recovery.MapPost("/finish", Finish);
    }

    private static async Task<IResult> Start(StartRecovery request, HttpContext context, ControlDatabase database, AttemptLimits limits, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        var (account, keys, refusal) = await ProveAsync(control, request.Email, request.RecoveryLoginKey, context, limits, cancellation);
        return refusal ?? TypedResults.Ok(new RecoveryAnswer(account!.Id, Binary.Write(keys!.RecoveryWrappedKeys)));
    }

    private static async Task<IResult> Finish(
        FinishRecovery request, HttpContext context, ControlDatabase database, LoginKeys logins, SessionStore sessions, AttemptLimits limits, AuditLog audit, TimeProvider clock,
        CancellationToken cancellation)
    {
        if (AccountFields.CheckPassword(request.Salt, request.LoginKey, "login_key") is { } invalid) return invalid;
        if (Binary.ReadSealed(request.WrappedKeys) is not { } wrapped) return AccountKeysFields.BadWrapping("wrapped_keys");
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        var (account, keys, refusal) = await ProveAsync(control, request.Email, request.RecoveryLoginKey, context, limits, cancellation);
        if (refusal is not null) return refusal;
        if (request.Recovery is not null && AccountKeysFields.ReadRecovery(request.Recovery, keys!) is { } bad) return bad;
        (keys!.WrappedKeys, keys.ChangedAt) = (wrapped, clock.GetUtcNow().UtcDateTime);
        account!.Salt = Binary.Read(request.Salt, AccountFields.SaltBytes, AccountFields.SaltBytes)!;
        account.LoginKeyHash = logins.Hash(request.LoginKey!);
        await SessionStore.EndAllAsync(control, account.Id, exceptToken: null, cancellation);
        await audit.AppendAsync(control, account.Email, "account.recovered", null, request.Recovery is null ? "" : "with a new recovery key", cancellation);
        await transaction.CommitAsync(cancellation);
        sessions.TellEnded();
        return TypedResults.Ok(await SessionEndpoints.BeginAsync(context, account, sessions, cancellation));
    }

    private static async Task<(AccountRow? Account, AccountKeysRow? Keys, IResult? Refusal)> ProveAsync(
        ControlDbContext control, string? email, string? recoveryKey, HttpContext context, AttemptLimits limits, CancellationToken cancellation)
    {
        if (email is not { Length: > 2 and <= 254 }) return (null, null, Problems.Invalid("email", "The e-mail address is missing or too long.", "Send the account's e-mail address."));
        if (!LoginKeys.IsWellFormed(recoveryKey)) return (null, null, Problems.Invalid("recovery_login_key", "The recovery key's login key is not 32 bytes in base64url.", "Derive it as docs/formats/sealed.md says."));
        var normal = SessionEndpoints.Normalize(email);
        if (limits.Take(AttemptPurpose.Recovery, normal, context.Connection.RemoteIpAddress) is { } wait) return (null, null, Problems.TooMany(context, wait));
        var account = await control.Accounts.SingleOrDefaultAsync(a => a.Email == normal, cancellation);
        var keys = account is null ? null : await control.AccountKeys.SingleOrDefaultAsync(k => k.AccountId == account.Id, cancellation);
        return keys?.RecoveryHash is { } hash && CryptographicOperations.FixedTimeEquals(hash, Secrets.HashOf(recoveryKey!))
            ? (account, keys, null)
            : (null, null, Problems.Of(StatusCodes.Status401Unauthorized, "Not recovered", "The e-mail address or the recovery key is wrong, or the account has none.", "recovery_login_key", "Check both and try again."));
    }
}
