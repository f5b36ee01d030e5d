namespace Footfall.Accounts.Vaults;

/// <param name="Entry">Canonical JSON; these very characters are signed.</param>
public sealed record LogEntryBody(string? Entry, string? Signature);
