namespace Footfall.Accounts.Projects;

/// <param name="Vault">That the project belongs to, or null.</param>
/// <param name="Identity">Of sealed projects: anonymous or identified.</param>
public sealed record ProjectAnswer(
    Guid Id, int Number, string Name, string Key, string Mode, IReadOnlyList<string> Domains, string Timezone, int? RetentionDays, IReadOnlyList<string> AllowedHosts,
    string OptOut, IReadOnlyList<string> RedactedParameters, string? AppName, int? RateLimitPerMinute, DateTime CreatedAt, bool IsDemo, DateTime? FirstEventAt, Guid? Vault, string? Identity, IReadOnlyList<string> BotExceptions);
