using Footfall.Accounts.Audit;
using Footfall.Accounts.Sessions;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Keys;

/// <summary>Passkeys that open the account's keys in the browser (WebAuthn PRF). They unlock; they do not sign in.</summary>
internal static class PasskeyEndpoints
{
    private const int MostOfAccount = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var passkeys = routes.MapGroup("/api/v1/account/passkeys").AddEndpointFilter(SignedIn.Only).WithMetadata(new BodyLimit(8192));
        passkeys.MapGet("", List);
        passkeys.MapPost("", Create);
        passkeys.MapDelete("/{credential}", Remove);
    }

    private static async Task<IResult> List(HttpContext context, ControlDatabase database, CancellationToken cancellation)
    {
        var account = SignedIn.RequiredAccount(context);
        await using var control = database.Connect();
        var rows = await control.Passkeys.AsNoTracking().Where(p => p.AccountId == account).OrderBy(p => p.CreatedAt).ToListAsync(cancellation);
        return TypedResults.Ok(new PasskeyList([.. rows.Select(ToAnswer)]));
    }

    private static async Task<IResult> Create(CreatePasskey request, HttpContext context, ControlDatabase database, AuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        if (Binary.Read(request.CredentialId, 1, 1023) is not { } credential) return Problems.Invalid("credential_id", "This is no credential id.", "Give its bytes in base64url.");
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 100) return Problems.Invalid("name", "The name is missing or longer than 100 characters.", "Say which device it is.");
        if (Binary.Read(request.PrfSalt, 32, 32) is not { } salt) return Problems.Invalid("prf_salt", "The salt is not 32 bytes in base64url.", "Make 32 random bytes.");
        if (Binary.ReadSealed(request.WrappedKeys) is not { } wrapped) return AccountKeysFields.BadWrapping("wrapped_keys");
        var account = SignedIn.RequiredAccount(context);
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        if (!await control.AccountKeys.AnyAsync(k => k.AccountId == account, cancellation)) return Problems.Conflict("", "The account has no keys yet.", "Make them and PUT /api/v1/account/keys first.");
        if (await control.Passkeys.AnyAsync(p => p.CredentialId == credential, cancellation)) return Problems.Conflict("credential_id", "This passkey is known already.", "Remove it first.");
        if (await control.Passkeys.CountAsync(p => p.AccountId == account, cancellation) >= MostOfAccount) return Problems.Conflict("", $"An account has at most {MostOfAccount} passkeys.", "Remove one first.");
        var row = new PasskeyRow { CredentialId = credential, AccountId = account, Name = request.Name.Trim(), PrfSalt = salt, WrappedKeys = wrapped, CreatedAt = clock.GetUtcNow().UtcDateTime };
        control.Passkeys.Add(row);
        await audit.AppendAsync(control, context.User.Identity!.Name!, "passkey.added", null, row.Name, cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Created($"/api/v1/account/passkeys/{request.CredentialId}", ToAnswer(row));
    }

    private static async Task<IResult> Remove(string credential, HttpContext context, ControlDatabase database, AuditLog audit, CancellationToken cancellation)
    {
        var account = SignedIn.RequiredAccount(context);
        if (Binary.Read(credential, 1, 1023) is not { } id) return Problems.NotFound("passkey");
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        if (await control.Passkeys.SingleOrDefaultAsync(p => p.CredentialId == id && p.AccountId == account, cancellation) is not { } row) return Problems.NotFound("passkey");
        control.Passkeys.Remove(row);
        await audit.AppendAsync(control, context.User.Identity!.Name!, "passkey.removed", null, row.Name, cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static PasskeyAnswer ToAnswer(PasskeyRow row) => new(Binary.Write(row.CredentialId), row.Name, Binary.Write(row.PrfSalt), Binary.Write(row.WrappedKeys), row.CreatedAt);
}
