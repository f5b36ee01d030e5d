namespace Footfall.Accounts.Notices;

/// <summary>The newest first.</summary>
public sealed record LetterList(IReadOnlyList<LetterAnswer> Items);
