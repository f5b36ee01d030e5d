using Footfall.Accounts.Keys;
using Footfall.Sealing;
using Footfall.Sealing.Epochs;
using Footfall.Sealing.Signatures;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;

namespace Footfall.Accounts.Sealed;

/// <summary>Checks a new epoch: its statement must hold for every tracker that pins the vault.</summary>
internal static class EpochFields
{
    public static IResult? Read(EpochBody? given, Guid project, EpochRules rules, out NewEpoch made)
    {
        made = null!;
        if (Binary.Read(given?.Statement, EpochStatement.Bytes, EpochStatement.Bytes) is not { } bytes || EpochStatement.Read(bytes, out var statement) != Refusal.None || Binary.ReadPoint(Binary.Write(statement!.PublicKey)) is null)
            return Problems.Invalid(rules.At("statement"), "This is no statement of an epoch.", "Write it as docs/formats/sealed.md says.");
        if (Binary.Read(given!.Signature, SigningKey.SignatureBytes, SigningKey.SignatureBytes) is not { } signature)
            return Problems.Invalid(rules.At("signature"), "This is no signature.", "Give its 64 bytes in base64url.");
        switch (statement.Verify(signature, rules.RootKey, project.ToByteArray(bigEndian: true), rules.Now))
        {
            case Refusal.None: break;
            case Refusal.Elsewhere: return Problems.Invalid(rules.At("statement"), "The statement is for another project.", "Write this project's id into it.");
            case Refusal.Expired: return Problems.Invalid(rules.At("statement"), "The epoch is over already.", "Let it end in the future, by the server's clock.");
            default: return Problems.Invalid(rules.At("signature"), "The vault's root key did not sign the statement.", "Sign it by the root key of the project's vault.");
        }

        if (statement.NotAfter > rules.LatestEnd) return Problems.Invalid(rules.At("statement"), "The epoch is too long.", $"Let it end in {rules.LongestLife.TotalDays:0.#} days at most.");
        if (given.VaultKeyVersion != rules.NewestVaultKey) return Problems.Conflict(rules.At("vault_key_version"), "The vault has another key now.", $"Seal the epoch's key to version {rules.NewestVaultKey} of the vault's key.");
        if (Binary.ReadSealed(given.SealedKey) is not { } sealedKey) return AccountKeysFields.BadWrapping(rules.At("sealed_key"));
        var row = new EpochRow
        {
            ProjectId = project,
            Id = statement.Epoch.ToArray(),
            Statement = bytes,
            Signature = signature,
            NotAfter = statement.NotAfter.UtcDateTime,
            VaultKeyVersion = rules.NewestVaultKey,
            CreatedAt = rules.Now.UtcDateTime,
        };
        made = new NewEpoch(row, sealedKey);
        return null;
    }
}
