namespace Footfall.Accounts.Projects;

public sealed record DeclaredEventBody(string? Name, string? Purpose, IReadOnlyList<string>? Props);
