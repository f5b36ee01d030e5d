using Footfall.Accounts.Audit;
using Footfall.Accounts.Keys;
using Footfall.Accounts.Sessions;
using Footfall.Accounts.Tokens;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Vaults;

/// <summary>Machines that may become members: they have key pairs of their own, and a token in the place of a session.</summary>
internal static class AgentEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var agents = routes.MapGroup("/api/v1/vaults/{vault:guid}/agents").AddEndpointFilter(SignedIn.Only).WithMetadata(new BodyLimit(4096));
        agents.MapGet("", List);
        agents.MapPost("", Create);
        agents.MapDelete("/{agent:guid}", Remove);
    }

    private static async Task<IResult> List(Guid vault, HttpContext context, ControlDatabase database, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        if (await VaultGate.CheckAsync(control, context, vault, VaultRole.Viewer, cancellation) is { } refusal) return refusal;
        var agents = await control.Agents.AsNoTracking().Where(a => a.VaultId == vault).OrderBy(a => a.CreatedAt).ToListAsync(cancellation);
        var members = await control.VaultMembers.Where(m => m.VaultId == vault).Select(m => m.MemberId).ToListAsync(cancellation);
        return TypedResults.Ok(new AgentList([.. agents.Select(a => ToAnswer(a, members.Contains(a.Id)))]));
    }

    private static async Task<IResult> Create(
        Guid vault, CreateAgent request, HttpContext context, ControlDatabase database, TokenStore tokens, AuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 100) return Problems.Invalid("name", "The name is missing or longer than 100 characters.", "Say which machine it is.");
        if (Binary.ReadPoint(request.HpkeKey) is not { } hpke) return AccountKeysFields.BadPoint("hpke_key");
        if (Binary.ReadPoint(request.SignKey) is not { } sign) return AccountKeysFields.BadPoint("sign_key");
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        if (await VaultGate.CheckAsync(control, context, vault, VaultRole.Admin, cancellation) is { } refusal) return refusal;
        if (await control.Agents.CountAsync(a => a.VaultId == vault, cancellation) >= VaultAgents.MostOfVault) return Problems.Conflict("", $"A vault has at most {VaultAgents.MostOfVault} agents.", "Remove one first.");
        // No scopes: what the token may do follows from the agent's membership.
        var (token, value) = await tokens.CreateAsync(control, request.Name.Trim(), Scopes.None, [], null, cancellation);
        var agent = new AgentRow { Id = Guid.NewGuid(), VaultId = vault, Name = token.Name, HpkeKey = hpke, SignKey = sign, TokenId = token.Id, CreatedAt = clock.GetUtcNow().UtcDateTime };
        control.Agents.Add(agent);
        await audit.AppendAsync(control, context.User.Identity!.Name!, "agent.created", null, $"{agent.Name} ({agent.Id})", cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Created($"/api/v1/vaults/{vault}/agents/{agent.Id}", ToAnswer(agent, isMember: false) with { Token = value });
    }

    private static async Task<IResult> Remove(Guid vault, Guid agent, HttpContext context, ControlDatabase database, TokenStore tokens, AuditLog audit, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        await using var transaction = await control.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellation);
        if (await VaultGate.CheckAsync(control, context, vault, VaultRole.Admin, cancellation) is { } refusal) return refusal;
        if (await control.Agents.AsNoTracking().SingleOrDefaultAsync(a => a.Id == agent && a.VaultId == vault, cancellation) is not { } found) return Problems.NotFound("agent");
        if (await Memberships.RoleAsync(control, vault, agent, cancellation) is not null)
            return Problems.Conflict("agent", "The agent is a member.", "Remove it by entries 'remove' and 'rotate' of the log; it goes with them.");
        await VaultAgents.RemoveAsync(control, agent, cancellation);
        await audit.AppendAsync(control, context.User.Identity!.Name!, "agent.removed", null, $"{found.Name} ({agent})", cancellation);
        await transaction.CommitAsync(cancellation);
        tokens.Forget();
        return TypedResults.NoContent();
    }

    private static AgentAnswer ToAnswer(AgentRow row, bool isMember) => new(row.Id, row.Name, Binary.Write(row.HpkeKey), Binary.Write(row.SignKey), isMember, row.CreatedAt);
}
