using Footfall.Accounts.Sessions;
using Microsoft.AspNetCore.Http;

namespace Footfall.Accounts.Keys;

/// <summary>Checks what every new account and every new password comes with.</summary>
internal static class AccountFields
{
    public const int SaltBytes = 16;

    public static IResult? Check(string? name, string? salt, string? loginKey)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 100) return Problems.Invalid("name", "The name is missing or longer than 100 characters.", "Give a name.");
        return CheckPassword(salt, loginKey, "login_key");
    }

    public static IResult? CheckPassword(string? salt, string? loginKey, string field)
    {
        if (!LoginKeys.IsWellFormed(loginKey)) return Problems.Invalid(field, "The login key is not 32 bytes in base64url.", "Derive it from the password as docs/api/accounts.md says.");
        return Binary.Read(salt, SaltBytes, SaltBytes) is null ? Problems.Invalid("salt", "The salt is not 16 bytes in base64url.", "Make 16 random bytes.") : null;
    }
}
