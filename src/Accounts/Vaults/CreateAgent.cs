namespace Footfall.Accounts.Vaults;

/// <summary>The public keys that the machine itself has made.</summary>
public sealed record CreateAgent(string? Name, string? HpkeKey, string? SignKey);
