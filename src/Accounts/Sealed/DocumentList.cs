namespace Footfall.Accounts.Sealed;

public sealed record DocumentList(IReadOnlyList<DocumentAnswer> Items);
