using Footfall.Accounts.Sessions;
using Footfall.Accounts.Vaults;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;

namespace Footfall.Accounts.Projects;

/// <summary>Who may make a project: managers of everything, and in a vault its owners and admins.</summary>
internal static class ProjectVault
{
    public static async Task<IResult?> CheckAsync(Guid? vault, HttpContext context, ControlDatabase database, CancellationToken cancellation)
    {
        if (context.User.Identity?.IsAuthenticated != true) return Problems.SignedOut();
        if (vault is not { } id) return context.User.AllowsEverywhere(Scopes.Manage) ? null : Problems.Forbidden("manage");
        if (SignedIn.Account(context) is not { } account) return Problems.OnlyForAccounts();
        await using var control = database.Connect();
        return await Memberships.RoleAsync(control, id, account, cancellation) switch
        {
            null => Problems.Invalid("vault", "There is no such vault, or the caller is no member of it.", "Give the id of a vault in which you are owner or admin."),
            < VaultRole.Admin => Problems.RoleTooLow("admin"),
            _ => null,
        };
    }
}
