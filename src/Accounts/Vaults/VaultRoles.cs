using Footfall.Events;
using Footfall.Storage.Control;

namespace Footfall.Accounts.Vaults;

/// <summary>Roles by name, and what each may do on the vault's projects.</summary>
internal static class VaultRoles
{
    public static string NameOf(VaultRole role) => role.ToString().ToLowerInvariant();

    public static VaultRole? Parse(string? name) => name switch
    {
        "owner" => VaultRole.Owner,
        "admin" => VaultRole.Admin,
        "member" => VaultRole.Member,
        "viewer" => VaultRole.Viewer,
        _ => null,
    };

    /// <summary>To write is, in a sealed project, to compact; visitors' envelopes need no scope.</summary>
    public static Scopes ScopesOf(VaultRole role) => role switch
    {
        VaultRole.Viewer => Scopes.Read,
        VaultRole.Member => Scopes.Read | Scopes.Write,
        _ => Scopes.Read | Scopes.Write | Scopes.Manage,
    };
}
