namespace Footfall.Accounts.Sealed;

/// <param name="Wrapped">Null where only entries were asked for.</param>
public sealed record StreamItemAnswer(long Sequence, string Entry, string Signature, string? Wrapped);
