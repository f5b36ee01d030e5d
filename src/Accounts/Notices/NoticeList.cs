namespace Footfall.Accounts.Notices;

/// <summary>By name.</summary>
public sealed record NoticeList(IReadOnlyList<NoticeAnswer> Items);
