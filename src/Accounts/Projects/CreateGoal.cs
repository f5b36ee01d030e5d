namespace Footfall.Accounts.Projects;

/// <summary>Exactly one of <c>event_name</c> and <c>page_path</c>.</summary>
public sealed record CreateGoal(string? EventName, string? PagePath, string? DisplayName, string? Currency);
