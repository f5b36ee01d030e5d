using Footfall.Accounts.Sessions;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;

namespace Footfall.Accounts.Vaults;

/// <summary>Checks the caller's role in a vault.</summary>
internal static class VaultGate
{
    /// <summary>Null where the caller may go on. A vault that one does not belong to does not exist.</summary>
    public static async Task<IResult?> CheckAsync(ControlDbContext control, HttpContext context, Guid vault, VaultRole needed, CancellationToken cancellation) =>
        await Memberships.RoleAsync(control, vault, SignedIn.RequiredAccount(context), cancellation) switch
        {
            null => Problems.NotFound("vault"),
            var role when role < needed => Problems.RoleTooLow(VaultRoles.NameOf(needed)),
            _ => null,
        };
}
