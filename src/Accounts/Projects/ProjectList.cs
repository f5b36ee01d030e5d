namespace Footfall.Accounts.Projects;

public sealed record ProjectList(IReadOnlyList<ProjectAnswer> Items);
