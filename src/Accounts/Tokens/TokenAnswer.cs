namespace Footfall.Accounts.Tokens;

/// <param name="Token">The value, in the answer to its creation only.</param>
/// <param name="Projects">Project ids; null: all present and future ones.</param>
public sealed record TokenAnswer(
    Guid Id, string Name, string Prefix, IReadOnlyList<string> Scopes, IReadOnlyList<Guid>? Projects, DateTime CreatedAt, DateTime? LastUsedAt, string? Token = null);
