namespace Footfall.Accounts.Projects;

public sealed record GoalAnswer(Guid Id, string DisplayName, string? EventName, string? PagePath, string? Currency);
