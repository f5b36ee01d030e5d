namespace Footfall.Accounts.Projects;

public sealed record GoalList(IReadOnlyList<GoalAnswer> Items);
