namespace Footfall.Accounts.Links;

/// <summary>The newest first, those that have ended behind the others.</summary>
public sealed record LinkList(IReadOnlyList<LinkAnswer> Items);
