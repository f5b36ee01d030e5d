namespace Footfall.Accounts.Keys;

public sealed record PasskeyList(IReadOnlyList<PasskeyAnswer> Items);
