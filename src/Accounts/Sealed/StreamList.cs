namespace Footfall.Accounts.Sealed;

public sealed record StreamList(IReadOnlyList<StreamAnswer> Items);
