namespace Footfall.Accounts.Vaults;

public sealed record AgentList(IReadOnlyList<AgentAnswer> Items);
