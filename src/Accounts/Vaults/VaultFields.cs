using System.Text;
using Footfall.Accounts.Keys;
using Footfall.Sealing.Signatures;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;

namespace Footfall.Accounts.Vaults;

/// <summary>Checks the fields of a new vault.</summary>
internal static class VaultFields
{
    /// <summary>Null and the rows where every field is good, else the answer that names the first bad one.</summary>
    public static IResult? Read(CreateVault given, AccountKeysRow creator, out NewVault made)
    {
        made = null!;
        if (given.Kind is not ("personal" or "organisation")) return Problems.Invalid("kind", "The kind is unknown.", "Choose personal or organisation.");
        if (string.IsNullOrWhiteSpace(given.Name) || given.Name.Length > 100) return Problems.Invalid("name", "The name is missing or longer than 100 characters.", "Give a name.");
        if (Binary.ReadSealed(given.SealedKey) is not { } sealedKey) return AccountKeysFields.BadWrapping("sealed_key");
        if (Binary.ReadSealed(given.SealedRootKey) is not { } sealedRoot) return AccountKeysFields.BadWrapping("sealed_root_key");
        if (LogEntryShape.ReadFirst(given.Entry) is not { } entry) return Problems.Invalid("entry", "This is no first entry of a membership log.", "Write it as docs/formats/sealed.md says.");
        if (entry.By != creator.AccountId || !entry.HpkeKey.AsSpan().SequenceEqual(creator.HpkeKey) || !entry.SignKey.AsSpan().SequenceEqual(creator.SignKey))
            return Problems.Invalid("entry", "The entry is not by the caller, or names other keys than the caller's.", "Write the account's id and its public keys into it.");
        if (Binary.Read(given.Signature, SigningKey.SignatureBytes, SigningKey.SignatureBytes) is not { } signature || !SigningKey.Verify(creator.SignKey, Encoding.UTF8.GetBytes(given.Entry!), signature))
            return Problems.Invalid("signature", "The entry is not signed by the caller's key.", "Sign its bytes by the account's signing key.");
        var (id, member) = (entry.Vault, creator.AccountId);
        made = new NewVault(
            new VaultRow { Id = id, Name = given.Name.Trim(), PersonalOf = given.Kind == "personal" ? member : null, RootKey = entry.RootKey },
            new VaultEntryRow { VaultId = id, Entry = given.Entry!, Signature = signature },
            new VaultMemberRow { VaultId = id, MemberId = member, Role = VaultRole.Owner, HpkeKey = creator.HpkeKey, SignKey = creator.SignKey, SealedRootKey = sealedRoot },
            new VaultKeyRow { VaultId = id, Version = 1, PublicKey = entry.VaultKey },
            new SealedVaultKeyRow { VaultId = id, Version = 1, MemberId = member, Sealed = sealedKey });
        return null;
    }
}
