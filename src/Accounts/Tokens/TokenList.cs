namespace Footfall.Accounts.Tokens;

public sealed record TokenList(IReadOnlyList<TokenAnswer> Items);
