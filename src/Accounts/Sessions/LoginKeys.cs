using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Footfall.Storage.Control;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace Footfall.Accounts.Sessions;

/// <summary>Hashes and checks login keys, and answers for unknown accounts in a way that looks and lasts like that of known ones.</summary>
public sealed class LoginKeys(ServerSecret secret)
{
    private readonly PasswordHasher<AccountRow> hasher = new();
    private readonly Lazy<string> decoy = new(() => new PasswordHasher<AccountRow>().HashPassword(null!, Secrets.NewValue()));

    public string Hash(string loginKey) => hasher.HashPassword(null!, loginKey);

    /// <summary>False for a wrong key, and after the same time for an account that does not exist.</summary>
    public bool Matches(AccountRow? account, string loginKey) =>
        hasher.VerifyHashedPassword(null!, account?.LoginKeyHash ?? decoy.Value, loginKey) != PasswordVerificationResult.Failed && account is not null;

    /// <summary>The account's salt, or for an unknown e-mail address one that stays the same.</summary>
    public StretchParameters ParametersFor(string email, AccountRow? account) =>
        new(WebEncoders.Base64UrlEncode(account?.Salt ?? secret.Mac("footfall/unknown-account-salt/v1", email)[..16]));

    /// <summary>True for 32 bytes in base64url, the only form of a login key.</summary>
    public static bool IsWellFormed(string? loginKey) => loginKey is { Length: 43 } && Base64Url.IsValid(loginKey, out var bytes) && bytes == 32;

    public static bool SameToken(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
