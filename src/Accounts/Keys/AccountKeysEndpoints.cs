using Footfall.Accounts.Audit;
using Footfall.Accounts.Sessions;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Keys;

/// <summary>An account's keys: public ones in clear, private ones as its browser wrapped them.</summary>
internal static class AccountKeysEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/api/v1/account/keys").AddEndpointFilter(SignedIn.Only).WithMetadata(new BodyLimit(8192));
        keys.MapGet("", Read);
        keys.MapPut("", Put);
        routes.MapGet("/api/v1/accounts/{id:guid}/keys", ReadPublic).AddEndpointFilter(SignedIn.Only);
    }

    private static async Task<IResult> Read(HttpContext context, ControlDatabase database, CancellationToken cancellation)
    {
        var account = SignedIn.RequiredAccount(context);
        await using var control = database.Connect();
        return TypedResults.Ok(ToAnswer(await control.AccountKeys.AsNoTracking().SingleOrDefaultAsync(k => k.AccountId == account, cancellation)));
    }

    private static async Task<IResult> Put(
        PutAccountKeys request, HttpContext context, ControlDatabase database, LoginKeys logins, AttemptLimits limits, AuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        if (AccountKeysFields.Read(request, out var given) is { } invalid) return invalid;
        var id = SignedIn.RequiredAccount(context);
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        var account = await control.Accounts.SingleAsync(a => a.Id == id, cancellation);
        var present = await control.AccountKeys.SingleOrDefaultAsync(k => k.AccountId == id, cancellation);
        if (present is not null)
        {
            if (limits.Take(AttemptPurpose.SignIn, account.Email, context.Connection.RemoteIpAddress) is { } wait) return Problems.TooMany(context, wait);
            if (!LoginKeys.IsWellFormed(request.LoginKey) || !logins.Matches(account, request.LoginKey!)) return PasswordProblems.Wrong();
            if (!present.HpkeKey.AsSpan().SequenceEqual(given.HpkeKey) || !present.SignKey.AsSpan().SequenceEqual(given.SignKey))
                return Problems.Conflict("hpke_key", "The account has other public keys, which its vaults know.", "Wrap the same keys anew; public keys never change.");
        }

        var row = present ?? control.AccountKeys.Add(given).Entity;
        row.AccountId = id;
        row.WrappedKeys = given.WrappedKeys;
        row.RecoveryWrappedKeys = given.RecoveryWrappedKeys ?? row.RecoveryWrappedKeys;
        row.RecoveryHash = given.RecoveryHash ?? row.RecoveryHash;
        row.ChangedAt = clock.GetUtcNow().UtcDateTime;
        await audit.AppendAsync(control, account.Email, present is null ? "account.keys_made" : "account.keys_rewrapped", null, request.Recovery is null ? "" : "with a recovery key", cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(ToAnswer(row));
    }

    /// <summary>Of whoever shares a vault with the caller, or has accepted an invitation into one that the caller manages.</summary>
    private static async Task<IResult> ReadPublic(Guid id, HttpContext context, ControlDatabase database, CancellationToken cancellation)
    {
        var caller = SignedIn.RequiredAccount(context);
        await using var control = database.Connect();
        if (!await AreAcquaintedAsync(control, caller, id, cancellation)) return Problems.NotFound("account");
        var keys = await control.AccountKeys.AsNoTracking().SingleOrDefaultAsync(k => k.AccountId == id, cancellation);
        if (keys is null) return Problems.NotFound("account");
        var account = await control.Accounts.AsNoTracking().SingleAsync(a => a.Id == id, cancellation);
        return TypedResults.Ok(new PublicKeysAnswer(id, account.Email, account.Name, Binary.Write(keys.HpkeKey), Binary.Write(keys.SignKey)));
    }

    private static async Task<bool> AreAcquaintedAsync(ControlDbContext control, Guid caller, Guid other, CancellationToken cancellation)
    {
        if (caller == other) return true;
        var mine = control.VaultMembers.Where(m => m.MemberId == caller);
        return await mine.AnyAsync(m => control.VaultMembers.Any(o => o.VaultId == m.VaultId && o.MemberId == other), cancellation)
            || await mine.AnyAsync(m => m.Role >= VaultRole.Admin && control.Invitations.Any(i => i.VaultId == m.VaultId && i.AccountId == other), cancellation);
    }

    private static AccountKeysAnswer ToAnswer(AccountKeysRow? row) =>
        new(Binary.WriteOrNull(row?.HpkeKey), Binary.WriteOrNull(row?.SignKey), Binary.WriteOrNull(row?.WrappedKeys), row?.RecoveryHash is not null);
}
