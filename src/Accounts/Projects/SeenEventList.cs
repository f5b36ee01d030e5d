namespace Footfall.Accounts.Projects;

public sealed record SeenEventList(IReadOnlyList<SeenEvent> Items);
