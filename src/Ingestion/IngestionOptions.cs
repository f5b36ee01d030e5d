using Footfall.Ingestion.Journal;
using Footfall.Privacy;

namespace Footfall.Ingestion;

/// <summary>What the host decides about ingestion.</summary>
public sealed record IngestionOptions
{
    /// <summary>FOOTFALL_DATA: the journal and the salts lie in it.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>FOOTFALL_TRUSTED_PROXIES: whose forwarded headers are believed.</summary>
    public TrustedProxies Proxies { get; init; } = TrustedProxies.None;

    /// <summary>FOOTFALL_GEO_DATABASE: the owner's own database of places, or null for the one that is shipped.</summary>
    public string? GeoDatabase { get; init; }

    /// <summary>How large the journal may become, and the like.</summary>
    public JournalOptions Journal { get; init; } = new();

    public IngestionLimits Limits { get; init; } = new();
}
