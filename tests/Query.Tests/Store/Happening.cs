namespace Footfall.Query.Tests.Store;

/// <summary>An event as tests tell it. What belongs to a visit (source, channel, campaign) is taken from the visit's first event.</summary>
internal sealed record Happening
{
    public required DateTime Time { get; init; }

    public string Name { get; init; } = "pageview";

    public ulong? Visitor { get; init; } = 1;

    public string? Hostname { get; init; } = "example.org";

    public string? Path { get; init; } = "/";

    public string? Source { get; init; }

    public string? Channel { get; init; } = "Direct";

    public string? Campaign { get; init; }

    public string? Browser { get; init; } = "Chrome";

    public string? Device { get; init; } = "Desktop";

    public string? Country { get; init; } = "DE";

    public uint? EngagementMs { get; init; }

    public byte? ScrollDepth { get; init; }

    public decimal? Amount { get; init; }

    public string? Currency { get; init; }

    public bool Interactive { get; init; } = true;

    public string? BotReason { get; init; }

    /// <summary>Further columns of the visit (utm_medium, city, …); those of its first event are the visit's.</summary>
    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Props { get; init; } = new Dictionary<string, string>();

    /// <summary>Where a later event of a visit came from by itself, packed as the store keeps it. Set when visits are made.</summary>
    public string? Own { get; init; }

    /// <summary>Set when visits are made.</summary>
    public Sojourn? Visit { get; init; }

    public bool IsCounted => Name is not ("session_start" or "session_end" or "page_leave" or "scroll" or "engagement" or "web_vitals");
}
