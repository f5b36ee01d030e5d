using Footfall.Accounts.Audit;
using Footfall.Accounts.Sessions;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Keys;

/// <summary>A new password is a new login key and the same keys wrapped anew, in one step: else one of them would not open.</summary>
internal static class PasswordEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/account/password", Change).AddEndpointFilter(SignedIn.Only).WithMetadata(new BodyLimit(4096));

    private static async Task<IResult> Change(
        ChangePassword request, HttpContext context, ControlDatabase database, LoginKeys logins, SessionStore sessions, AttemptLimits limits, AuditLog audit, TimeProvider clock,
        CancellationToken cancellation)
    {
        if (AccountFields.CheckPassword(request.Salt, request.NewLoginKey, "new_login_key") is { } invalid) return invalid;
        var id = SignedIn.RequiredAccount(context);
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        var account = await control.Accounts.SingleAsync(a => a.Id == id, cancellation);
        if (limits.Take(AttemptPurpose.SignIn, account.Email, context.Connection.RemoteIpAddress) is { } wait) return Problems.TooMany(context, wait);
        if (!LoginKeys.IsWellFormed(request.LoginKey) || !logins.Matches(account, request.LoginKey!)) return PasswordProblems.Wrong();
        if (await control.AccountKeys.SingleOrDefaultAsync(k => k.AccountId == id, cancellation) is { } keys)
        {
            if (Binary.ReadSealed(request.WrappedKeys) is not { } wrapped) return AccountKeysFields.BadWrapping("wrapped_keys");
            (keys.WrappedKeys, keys.ChangedAt) = (wrapped, clock.GetUtcNow().UtcDateTime);
        }
        else if (request.WrappedKeys is not null)
        {
            return Problems.Invalid("wrapped_keys", "The account has no keys yet.", "Leave it out, and PUT /api/v1/account/keys afterwards.");
        }

        account.Salt = Binary.Read(request.Salt, AccountFields.SaltBytes, AccountFields.SaltBytes)!;
        account.LoginKeyHash = logins.Hash(request.NewLoginKey!);
        await SessionStore.EndAllAsync(control, id, SessionCookie.Read(context.Request), cancellation);
        await audit.AppendAsync(control, account.Email, "account.password_changed", null, "", cancellation);
        await transaction.CommitAsync(cancellation);
        sessions.TellEnded();
        return TypedResults.NoContent();
    }
}
