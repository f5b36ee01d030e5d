namespace Footfall.Accounts.Projects;

public sealed record ProjectAnswer(
    Guid Id, int Number, string Name, string Key, string Mode, IReadOnlyList<string> Domains, string Timezone, int? RetentionDays, IReadOnlyList<string> AllowedHosts,
    string OptOut, IReadOnlyList<string> RedactedParameters, string? AppName, int? RateLimitPerMinute, DateTime CreatedAt, bool IsDemo, DateTime? FirstEventAt);
