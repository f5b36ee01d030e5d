using System.Security.Claims;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Vaults;

/// <summary>What a member of vaults may do on their projects. Thread-safe.</summary>
public sealed class Memberships(ControlDatabase database)
{
    /// <summary>One grant for each project of each vault that the account or agent belongs to.</summary>
    public async Task<IReadOnlyList<Claim>> GrantsOfAsync(Guid member, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        var projects = await (
            from membership in control.VaultMembers.AsNoTracking()
            where membership.MemberId == member
            join owned in control.VaultProjects on membership.VaultId equals owned.VaultId
            join project in control.Projects on owned.ProjectId equals project.Id
            select new { project.Number, membership.Role }).ToListAsync(cancellation);
        return [.. projects.Select(project => ProjectAccess.Grant(new ProjectNumber(project.Number), VaultRoles.ScopesOf(project.Role)))];
    }

    /// <summary>Whose token it is, or null.</summary>
    public async Task<AgentRow?> AgentOfAsync(Guid token, CancellationToken cancellation)
    {
        await using var control = database.Connect();
        return await control.Agents.AsNoTracking().SingleOrDefaultAsync(a => a.TokenId == token, cancellation);
    }

    /// <summary>The member's role in the vault; null for everybody else.</summary>
    public static async Task<VaultRole?> RoleAsync(ControlDbContext control, Guid vault, Guid member, CancellationToken cancellation) =>
        (await control.VaultMembers.AsNoTracking().SingleOrDefaultAsync(m => m.VaultId == vault && m.MemberId == member, cancellation))?.Role;
}
