namespace Footfall.Accounts.Projects;

public sealed record SiteList(IReadOnlyList<SiteAnswer> Items);
