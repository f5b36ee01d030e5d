namespace Footfall.Events;

/// <summary>What ingestion and questions need to know of a project. An immutable snapshot; changes make a new one.</summary>
public sealed record Project
{
    public required ProjectId Id { get; init; }

    public required ProjectNumber Number { get; init; }

    /// <summary>The public write key, <c>ff_…</c>.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>The unique name that short calls may use in place of the key, or null.</summary>
    public string? AppName { get; init; }

    public required TrustMode Mode { get; init; }

    /// <summary>Of sealed projects; of others the mode says it.</summary>
    public VisitorIdentity Identity { get; init; }

    /// <summary>The vault that the project belongs to. Sealed projects always have one.</summary>
    public Guid? Vault { get; init; }

    /// <summary>Names by which questions address the whole project; no allow-list.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    /// <summary>The only hosts whose events are taken; empty: all.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>An IANA time zone; days, weeks and months of questions are cut in it.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Days that events are kept; null: for ever.</summary>
    public int? RetentionDays { get; init; }

    public OptOutPolicy OptOut { get; init; }

    /// <summary>Query parameters, beside the built-in list, whose values are redacted.</summary>
    public IReadOnlyList<string> RedactedParameters { get; init; } = [];

    /// <summary>What is no bot here, whatever is judged.</summary>
    public BotExceptions BotExceptions { get; init; } = BotExceptions.None;

    /// <summary>Declared custom events. Empty: nothing is declared and everything is taken.</summary>
    public IReadOnlyList<DeclaredEvent> DeclaredEvents { get; init; } = [];

    /// <summary>True: a custom event that is not declared is dropped as <see cref="DropReason.UndeclaredEvent"/>.</summary>
    public bool RefuseUndeclared { get; init; }

    /// <summary>Requests a minute that the project takes before it answers 429; null: unlimited.</summary>
    public int? RateLimitPerMinute { get; init; }
}
