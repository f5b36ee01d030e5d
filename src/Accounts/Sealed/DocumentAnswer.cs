namespace Footfall.Accounts.Sealed;

public sealed record DocumentAnswer(string Kind, string Id, int Revision, int VaultKeyVersion, string Wrapped, DateTime ChangedAt, string ChangedBy);
