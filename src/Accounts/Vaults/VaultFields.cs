using Footfall.Accounts.Keys;
using Footfall.Sealing.Membership;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;

namespace Footfall.Accounts.Vaults;

/// <summary>Checks the fields of a new vault.</summary>
internal static class VaultFields
{
    /// <summary>Null and the rows where every field is good, else the answer that names the first bad one.</summary>
    public static IResult? Read(CreateVault given, AccountKeysRow creator, DateTimeOffset now, out NewVault made)
    {
        made = null!;
        if (given.Id is not { } id || id == Guid.Empty) return Problems.Invalid("id", "The id is missing.", "Make a random UUID and write it into the log's first entry.");
        if (given.Kind is not ("personal" or "organisation")) return Problems.Invalid("kind", "The kind is unknown.", "Choose personal or organisation.");
        if (string.IsNullOrWhiteSpace(given.Name) || given.Name.Length > 100) return Problems.Invalid("name", "The name is missing or longer than 100 characters.", "Give a name.");
        if (Binary.ReadSealed(given.SealedKey) is not { } sealedKey) return AccountKeysFields.BadWrapping("sealed_key");
        if (Binary.ReadSealed(given.SealedRootKey) is not { } sealedRoot) return AccountKeysFields.BadWrapping("sealed_root_key");
        var log = new MembershipLog(id);
        if (VaultLogs.Append(log, new LogEntryBody(given.Entry, given.Signature), creator.SignKey, now, "", out var entry) is { } refusal) return refusal;
        if (log.Find(creator.AccountId) is not { } owner || !owner.HpkeKey.AsSpan().SequenceEqual(creator.HpkeKey) || !owner.SignKey.AsSpan().SequenceEqual(creator.SignKey))
            return Problems.Invalid("entry", "The entry is not by the caller, or names other keys than the caller's.", "Write the account's id and its public keys into it.");
        var member = creator.AccountId;
        made = new NewVault(
            new VaultRow { Id = id, Name = given.Name.Trim(), PersonalOf = given.Kind == "personal" ? member : null, RootKey = log.RootKey },
            new VaultEntryRow { VaultId = id, Entry = entry.Entry, Signature = entry.Signature },
            new VaultMemberRow { VaultId = id, MemberId = member, Role = VaultRole.Owner, HpkeKey = owner.HpkeKey, SignKey = owner.SignKey, SealedRootKey = sealedRoot },
            new VaultKeyRow { VaultId = id, Version = 1, PublicKey = log.VaultKeys[0] },
            new SealedVaultKeyRow { VaultId = id, Version = 1, MemberId = member, Sealed = sealedKey });
        return null;
    }
}
