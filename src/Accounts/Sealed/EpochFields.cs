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
    /// <summary>Clocks differ.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    /// <summary>A month at most, or half of what events are kept where that is shorter, but a day at least.</summary>
    public static TimeSpan LongestLife(int? retentionDays) => TimeSpan.FromDays(Math.Clamp((retentionDays ?? int.MaxValue) / 2.0, 1, 31));

    /// <param name="newestVaultKey">The version of the vault's key that is to be sealed to.</param>
    public static IResult? Read(EpochBody? given, Guid project, byte[] rootKey, int newestVaultKey, int? retentionDays, DateTimeOffset now, out NewEpoch made)
    {
        made = null!;
        if (Binary.Read(given?.Statement, EpochStatement.Bytes, EpochStatement.Bytes) is not { } bytes || EpochStatement.Read(bytes, out var statement) != Refusal.None || Binary.ReadPoint(Binary.Write(statement!.PublicKey)) is null)
            return Problems.Invalid("epoch.statement", "This is no statement of an epoch.", "Write it as docs/formats/sealed.md says.");
        if (Binary.Read(given!.Signature, SigningKey.SignatureBytes, SigningKey.SignatureBytes) is not { } signature)
            return Problems.Invalid("epoch.signature", "This is no signature.", "Give its 64 bytes in base64url.");
        switch (statement.Verify(signature, rootKey, project.ToByteArray(bigEndian: true), now))
        {
            case Refusal.None: break;
            case Refusal.Elsewhere: return Problems.Invalid("epoch.statement", "The statement is for another project.", "Write this project's id into it.");
            case Refusal.Expired: return Problems.Invalid("epoch.statement", "The epoch is over already.", "Let it end in the future, by the server's clock.");
            default: return Problems.Invalid("epoch.signature", "The vault's root key did not sign the statement.", "Sign it by the root key of the project's vault.");
        }

        var longest = LongestLife(retentionDays);
        if (statement.NotAfter > now + longest + Tolerance) return Problems.Invalid("epoch.statement", "The epoch is too long.", $"Let it end in {longest.TotalDays:0.#} days at most.");
        if (given.VaultKeyVersion != newestVaultKey) return Problems.Conflict("epoch.vault_key_version", "The vault has another key now.", $"Seal the epoch's key to version {newestVaultKey} of the vault's key.");
        if (Binary.ReadSealed(given.SealedKey) is not { } sealedKey) return AccountKeysFields.BadWrapping("epoch.sealed_key");
        var row = new EpochRow
        {
            ProjectId = project,
            Id = statement.Epoch.ToArray(),
            Statement = bytes,
            Signature = signature,
            NotAfter = statement.NotAfter.UtcDateTime,
            VaultKeyVersion = newestVaultKey,
            CreatedAt = now.UtcDateTime,
        };
        made = new NewEpoch(row, sealedKey);
        return null;
    }
}
