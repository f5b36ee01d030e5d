using Footfall.Events;

namespace Footfall.Storage.Control;

public sealed class ProjectRow
{
    public Guid Id { get; set; }

    /// <summary>Given out in order and never reused, so that old rows in the event store cannot come back under a new project.</summary>
    public int Number { get; set; }

    public required string Key { get; set; }

    public required string Name { get; set; }

    public string? AppName { get; set; }

    public TrustMode Mode { get; set; }

    public required string TimeZone { get; set; }

    public int? RetentionDays { get; set; }

    public OptOutPolicy OptOut { get; set; }

    public bool RefuseUndeclared { get; set; }

    public int? RateLimitPerMinute { get; set; }

    public List<string> AllowedHosts { get; set; } = [];

    public List<string> RedactedParameters { get; set; } = [];

    public List<string> BotExceptions { get; set; } = [];

    public bool IsDemo { get; set; }

    public DateTime CreatedAt { get; set; }

    public List<DomainRow> Domains { get; set; } = [];

    public List<DeclaredEventRow> DeclaredEvents { get; set; } = [];

    public List<GoalRow> Goals { get; set; } = [];

    /// <summary>Where the project belongs to a vault.</summary>
    public VaultProjectRow? Vault { get; set; }

    /// <summary>Of sealed projects.</summary>
    public List<EpochRow> Epochs { get; set; } = [];
}
