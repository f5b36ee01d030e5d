namespace Footfall.Events;

/// <summary>
/// Where a visit came from. A null <see cref="Source"/> with channel Direct is "Direct / None".
/// </summary>
public sealed record Acquisition
{
    /// <summary>What an absent source and an absent referrer are called.</summary>
    public const string DirectName = "Direct / None";

    public static Acquisition Direct { get; } = new();

    /// <summary>A display name such as <c>Google</c> or <c>Hacker News</c>, or the referring host.</summary>
    public string? Source { get; init; }

    /// <summary>Host and path of the external referrer.</summary>
    public string? Referrer { get; init; }

    public string Channel { get; init; } = "Direct";

    public string? UtmSource { get; init; }

    public string? UtmMedium { get; init; }

    public string? UtmCampaign { get; init; }

    public string? UtmContent { get; init; }

    public string? UtmTerm { get; init; }

    /// <summary>The kind of click id seen (<c>gclid</c>, <c>fbclid</c>, <c>msclkid</c>), never its value.</summary>
    public string? ClickId { get; init; }
}
