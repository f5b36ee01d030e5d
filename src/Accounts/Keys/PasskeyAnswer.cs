namespace Footfall.Accounts.Keys;

public sealed record PasskeyAnswer(string CredentialId, string Name, string PrfSalt, string WrappedKeys, DateTime CreatedAt);
