namespace Footfall.Sealing.Notes;

/// <summary>What a server knows of a request while it is in flight and its sender cannot say: sealed beside each envelope, then forgotten.</summary>
public sealed record Note
{
    /// <summary>UTC, cut to its minute.</summary>
    public required DateTime Received { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>ISO 3166-2, or a name.</summary>
    public string? Region { get; init; }

    /// <summary>In English.</summary>
    public string? City { get; init; }

    /// <summary>The day's keyed hash, where the project's identity is anonymous and the sender did not opt out of it.</summary>
    public ulong? Visitor { get; init; }

    /// <summary>Why the request's headers are thought no person's.</summary>
    public string? BotReason { get; init; }

    /// <summary>The sender signals an opt-out, and the project keeps such messages without a visitor.</summary>
    public bool OptedOut { get; init; }
}
