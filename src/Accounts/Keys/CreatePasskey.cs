namespace Footfall.Accounts.Keys;

/// <param name="CredentialId">As the authenticator named it.</param>
/// <param name="PrfSalt">What its secret is asked for with: 32 bytes.</param>
/// <param name="WrappedKeys">The account's keys under that secret.</param>
public sealed record CreatePasskey(string? CredentialId, string? Name, string? PrfSalt, string? WrappedKeys);
