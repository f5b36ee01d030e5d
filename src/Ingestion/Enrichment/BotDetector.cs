namespace Footfall.Ingestion.Enrichment;

/// <summary>Judges whether a sender is thought to be no person. Thread-safe.</summary>
public sealed class BotDetector
{
    private readonly string _prefetch = BotReasons.Prefetch;

    /// <summary>The reason (one of <see cref="BotReasons"/>), or null for a person.</summary>
    public string? Judge(in BotSignals signals) => signals.Purpose is null ? null : _prefetch;
}
