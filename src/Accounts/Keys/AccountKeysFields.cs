using Footfall.Accounts.Sessions;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Http;

namespace Footfall.Accounts.Keys;

/// <summary>Checks the shape of an account's keys: what is inside only the account's browser can check.</summary>
internal static class AccountKeysFields
{
    /// <summary>Null where every field is good, else the answer that names the first bad one.</summary>
    public static IResult? Read(PutAccountKeys given, out AccountKeysRow row)
    {
        row = new AccountKeysRow { HpkeKey = Binary.ReadPoint(given.HpkeKey) ?? [], SignKey = Binary.ReadPoint(given.SignKey) ?? [], WrappedKeys = Binary.ReadSealed(given.WrappedKeys) ?? [] };
        if (row.HpkeKey is []) return BadPoint("hpke_key");
        if (row.SignKey is []) return BadPoint("sign_key");
        if (row.WrappedKeys is []) return BadWrapping("wrapped_keys");
        return given.Recovery is null ? null : ReadRecovery(given.Recovery, row);
    }

    public static IResult? ReadRecovery(RecoveryBody given, AccountKeysRow row)
    {
        if (!LoginKeys.IsWellFormed(given.LoginKey)) return Problems.Invalid("recovery.login_key", "The recovery key's login key is not 32 bytes in base64url.", "Derive it as docs/formats/sealed.md says.");
        if (Binary.ReadSealed(given.WrappedKeys) is not { } wrapped) return BadWrapping("recovery.wrapped_keys");
        row.RecoveryWrappedKeys = wrapped;
        row.RecoveryHash = Secrets.HashOf(given.LoginKey!);
        return null;
    }

    public static IResult BadPoint(string field) => Problems.Invalid(field, "This is no P-256 public key.", "Give the 65 bytes of an uncompressed point in base64url.");

    public static IResult BadWrapping(string field) =>
        Problems.Invalid(field, $"This is no wrapped key: {Binary.LeastSealed} to {Binary.MostSealed} bytes in base64url.", "Wrap the keys as docs/formats/sealed.md says.");
}
