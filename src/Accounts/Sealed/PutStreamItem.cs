namespace Footfall.Accounts.Sealed;

/// <param name="Entry">Canonical JSON, as docs/formats/sealed.md has it.</param>
public sealed record PutStreamItem(string? Entry, string? Signature, string? Wrapped);
