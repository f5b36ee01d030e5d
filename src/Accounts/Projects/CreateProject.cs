namespace Footfall.Accounts.Projects;

/// <param name="Mode">anonymous (the default) or identified.</param>
/// <param name="Timezone">An IANA name; UTC by default.</param>
public sealed record CreateProject(string? Name, IReadOnlyList<string>? Domains, string? Mode, string? Timezone, string? AppName, int? RetentionDays);
