using Footfall.Accounts.Audit;
using Footfall.Accounts.Sealed;
using Footfall.Accounts.Sessions;
using Footfall.Accounts.Tokens;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Vaults;

/// <summary>Members come, go and change by signed entries only.</summary>
internal static class VaultLogEndpoint
{
    private const int LargestBody = 4 << 20;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/vaults/{vault:guid}/log", Append).AddEndpointFilter(SignedIn.Only).WithMetadata(new BodyLimit(LargestBody));

    private static async Task<IResult> Append(
        Guid vault, AppendToLog request, HttpContext context, ControlDatabase database, EpochStore epochs, TokenStore tokens, AuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        var account = SignedIn.RequiredAccount(context);
        return await epochs.ChangeAsync<IResult>(async () =>
        {
            await using var control = database.Connect();
            await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
            if (await Memberships.RoleAsync(control, vault, account, cancellation) is null) return Problems.NotFound("vault");
            var row = await control.Vaults.AsNoTracking().SingleAsync(v => v.Id == vault, cancellation);
            var log = await VaultLogs.ReadAsync(control, vault, cancellation);
            var first = log.Length;
            if (await new LogAppender(control, row, log, epochs, clock.GetUtcNow(), cancellation).AppendAsync(request, account) is { } refusal) return refusal;
            await audit.AppendAsync(control, context.User.Identity!.Name!, "vault.members_changed", null, $"{row.Name} ({vault}), entries {first} to {log.Length - 1}", cancellation);
            await transaction.CommitAsync(cancellation);
            tokens.Forget();
            // Who has left is told so by having nothing to read.
            return await VaultReader.ReadAsync(control, vault, account, cancellation) is { } answer ? TypedResults.Ok(answer) : TypedResults.NoContent();
        }, cancellation);
    }
}
