using System.Net;

namespace Footfall.Ingestion.Enrichment;

/// <summary>What <see cref="BotDetector"/> judges by. Everything is optional; nothing of it is kept.</summary>
public readonly record struct BotSignals
{
    public string? UserAgent { get; init; }

    public ClientHints Hints { get; init; }

    /// <summary>The first that is present of the headers Sec-Purpose, X-Purpose, Purpose and X-Moz.</summary>
    public string? Purpose { get; init; }

    /// <summary>The event's referrer, as sent.</summary>
    public string? Referrer { get; init; }

    public IPAddress? Address { get; init; }

    /// <summary>A server SDK or a request with a write token: its user agent and address are not judged.</summary>
    public bool IsServer { get; init; }

    /// <summary>The client itself says that it is driven by a program (navigator.webdriver).</summary>
    public bool SaysAutomated { get; init; }
}
