using Footfall.Sealing.Signatures;

namespace Footfall.Sealing.Membership;

/// <summary>Which entries may follow, given who is a member. The signature has been checked before.</summary>
internal static class LogRules
{
    public static ChainRefusal Judge(MembershipLog log, LogEntry entry)
    {
        if (entry.Kind == "create") return log.Length == 0 ? ChainRefusal.None : ChainRefusal.Contradiction;
        var signer = log.Find(entry.By)!.Role;
        if (!May(log, entry, signer)) return ChainRefusal.Forbidden;
        if (log.RotationDue && entry.Kind is not ("rotate" or "remove")) return ChainRefusal.RotationDue;
        return Contradicts(log, entry) ? ChainRefusal.Contradiction : ChainRefusal.None;
    }

    /// <summary>Owners may do all; admins what concerns members and viewers only; everybody may leave.</summary>
    private static bool May(MembershipLog log, LogEntry entry, Role signer)
    {
        if (signer == Role.Owner) return true;
        if (entry.Kind == "remove" && entry.Account == entry.By) return true;
        if (signer != Role.Admin) return false;
        return entry.Kind == "rotate" || (entry.Role < Role.Admin && (log.Find(entry.Account)?.Role ?? Role.Viewer) < Role.Admin);
    }

    private static bool Contradicts(MembershipLog log, LogEntry entry)
    {
        var present = log.Find(entry.Account);
        return entry.Kind switch
        {
            "add" => present is not null,
            "role" => present is null || present.Role == entry.Role || IsLastOwner(log, present),
            "remove" => present is null || IsLastOwner(log, present),
            _ => entry.Version != log.VaultKeys.Count + 1,
        };
    }

    private static bool IsLastOwner(MembershipLog log, Member member) => member.Role == Role.Owner && log.Members.Count(other => other.Role == Role.Owner) == 1;
}
