using Footfall.Accounts.Audit;
using Footfall.Accounts.Sessions;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Vaults;

internal static class VaultEndpoints
{
    private const int MostVaults = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var vaults = routes.MapGroup("/api/v1/vaults").WithMetadata(new BodyLimit(16384));
        vaults.MapGet("", List).AddEndpointFilter(SignedIn.OnlyMembers);
        vaults.MapPost("", Create).AddEndpointFilter(SignedIn.Only);
        vaults.MapGet("/{vault:guid}", Read).AddEndpointFilter(SignedIn.OnlyMembers);
    }

    private static async Task<IResult> List(HttpContext context, ControlDatabase database, CancellationToken cancellation)
    {
        var caller = SignedIn.RequiredMember(context);
        await using var control = database.Connect();
        var mine = await (
            from member in control.VaultMembers.AsNoTracking()
            where member.MemberId == caller
            join vault in control.Vaults on member.VaultId equals vault.Id
            orderby vault.CreatedAt
            select new { Vault = vault, member.Role, Members = control.VaultMembers.Count(m => m.VaultId == vault.Id), Projects = control.VaultProjects.Where(p => p.VaultId == vault.Id).Select(p => p.ProjectId).ToList() })
            .ToListAsync(cancellation);
        return TypedResults.Ok(new VaultList([.. mine.Select(v => new VaultSummary(
            v.Vault.Id, VaultReader.KindOf(v.Vault), v.Vault.Name, Binary.Write(v.Vault.RootKey), VaultRoles.NameOf(v.Role), v.Members, v.Projects))]));
    }

    private static async Task<IResult> Create(CreateVault request, HttpContext context, ControlDatabase database, AuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        var account = SignedIn.RequiredAccount(context);
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        if (await control.AccountKeys.AsNoTracking().SingleOrDefaultAsync(k => k.AccountId == account, cancellation) is not { } keys)
            return Problems.Conflict("", "The account has no keys yet.", "Make them and PUT /api/v1/account/keys first.");
        if (VaultFields.Read(request, keys, clock.GetUtcNow(), out var made) is { } invalid) return invalid;
        if (await control.Vaults.AnyAsync(v => v.Id == made.Vault.Id, cancellation)) return Problems.Conflict("id", "There is a vault of this id.", "Make a new random UUID.");
        if (made.Vault.PersonalOf is not null && await control.Vaults.AnyAsync(v => v.PersonalOf == account, cancellation))
            return Problems.Conflict("kind", "The account has its personal vault already.", "Use that one, or make an organisation.");
        if (await control.VaultMembers.CountAsync(m => m.MemberId == account, cancellation) >= MostVaults) return Problems.Conflict("", $"An account belongs to at most {MostVaults} vaults.", "Leave one first.");
        made.Vault.CreatedAt = clock.GetUtcNow().UtcDateTime;
        control.AddRange(made.Vault, made.Entry, made.Member, made.Key, made.SealedKey);
        await audit.AppendAsync(control, context.User.Identity!.Name!, "vault.created", null, $"{made.Vault.Name} ({made.Vault.Id})", cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Created($"/api/v1/vaults/{made.Vault.Id}", await VaultReader.ReadAsync(control, made.Vault.Id, account, cancellation));
    }

    private static async Task<IResult> Read(Guid vault, HttpContext context, ControlDatabase database, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        return await VaultReader.ReadAsync(control, vault, SignedIn.RequiredMember(context), cancellation) is { } answer ? TypedResults.Ok(answer) : Problems.NotFound("vault");
    }
}
