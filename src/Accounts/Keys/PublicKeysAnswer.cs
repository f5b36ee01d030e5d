namespace Footfall.Accounts.Keys;

/// <summary>What is to be compared by fingerprint before anything is sealed to it.</summary>
public sealed record PublicKeysAnswer(Guid Account, string Email, string Name, string HpkeKey, string SignKey);
