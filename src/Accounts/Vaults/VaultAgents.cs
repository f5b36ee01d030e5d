using Footfall.Storage.Control;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Vaults;

/// <summary>Agents end with their membership, and their tokens with them.</summary>
internal static class VaultAgents
{
    public const int MostOfVault = 100;

    /// <summary>Nothing where the id is no agent's. The caller lets the tokens be forgotten (<c>TokenStore.Forget</c>) once the transaction is committed.</summary>
    public static async Task RemoveAsync(ControlDbContext control, Guid agent, CancellationToken cancellation)
    {
        var token = await control.Agents.Where(a => a.Id == agent).Select(a => (Guid?)a.TokenId).SingleOrDefaultAsync(cancellation);
        if (token is null) return;
        await control.Agents.Where(a => a.Id == agent).ExecuteDeleteAsync(cancellation);
        await control.Tokens.Where(t => t.Id == token).ExecuteDeleteAsync(cancellation);
    }
}
