using Footfall.Accounts.Audit;
using Footfall.Accounts.Sessions;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Vaults;

/// <summary>Invitations from the side of those who invite. The link is handed over by them; no mail is sent.</summary>
internal static class InvitationEndpoints
{
    private const int MostOfVault = 100;
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var invitations = routes.MapGroup("/api/v1/vaults/{vault:guid}/invitations").AddEndpointFilter(SignedIn.Only).WithMetadata(new BodyLimit(4096));
        invitations.MapGet("", List);
        invitations.MapPost("", Create);
        invitations.MapDelete("/{invitation:guid}", Remove);
    }

    private static async Task<IResult> List(Guid vault, HttpContext context, ControlDatabase database, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        if (await VaultGate.CheckAsync(control, context, vault, VaultRole.Admin, cancellation) is { } refusal) return refusal;
        var rows = await control.Invitations.AsNoTracking().Where(i => i.VaultId == vault).OrderBy(i => i.CreatedAt).ToListAsync(cancellation);
        return TypedResults.Ok(new InvitationList([.. rows.Select(ToAnswer)]));
    }

    private static async Task<IResult> Create(
        Guid vault, CreateInvitation request, HttpContext context, ControlDatabase database, AuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        if (request.Email is not { Length: > 2 and <= 254 } || !request.Email.Contains('@', StringComparison.Ordinal)) return Problems.Invalid("email", "This is no e-mail address.", "Give one with an @; the invitee signs in by it.");
        if (VaultRoles.Parse(request.Role) is not { } role) return Problems.Invalid("role", "The role is missing or unknown.", "Choose owner, admin, member or viewer.");
        var now = clock.GetUtcNow().UtcDateTime;
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        if (await VaultGate.CheckAsync(control, context, vault, role >= VaultRole.Admin ? VaultRole.Owner : VaultRole.Admin, cancellation) is { } refusal) return refusal;
        if (await control.Vaults.AnyAsync(v => v.Id == vault && v.PersonalOf != null, cancellation)) return Problems.Conflict("vault", "This is a personal vault.", "Make an organisation and invite into that.");
        await control.Invitations.Where(i => i.VaultId == vault && i.AccountId == null && i.ExpiresAt < now).ExecuteDeleteAsync(cancellation);
        if (await control.Invitations.CountAsync(i => i.VaultId == vault, cancellation) >= MostOfVault) return Problems.Conflict("", $"A vault has at most {MostOfVault} open invitations.", "Take one back first.");
        var token = Secrets.NewValue();
        var row = new InvitationRow
        {
            Id = Guid.NewGuid(),
            TokenHash = Secrets.HashOf(token),
            VaultId = vault,
            Email = SessionEndpoints.Normalize(request.Email),
            Role = role,
            InvitedBy = context.User.Identity!.Name!,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        };
        control.Invitations.Add(row);
        await audit.AppendAsync(control, row.InvitedBy, "invitation.created", null, $"{row.Email} as {VaultRoles.NameOf(role)} of vault {vault}", cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Created($"/api/v1/vaults/{vault}/invitations/{row.Id}", ToAnswer(row) with { Link = $"/invitation#{token}", Token = token });
    }

    private static async Task<IResult> Remove(Guid vault, Guid invitation, HttpContext context, ControlDatabase database, AuditLog audit, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        if (await VaultGate.CheckAsync(control, context, vault, VaultRole.Admin, cancellation) is { } refusal) return refusal;
        if (await control.Invitations.Where(i => i.Id == invitation && i.VaultId == vault).ExecuteDeleteAsync(cancellation) == 0) return Problems.NotFound("invitation");
        await audit.AppendAsync(control, context.User.Identity!.Name!, "invitation.removed", null, invitation.ToString(), cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static InvitationAnswer ToAnswer(InvitationRow row) => new(row.Id, row.Email, VaultRoles.NameOf(row.Role), row.InvitedBy, row.CreatedAt, row.ExpiresAt, row.AccountId);
}
