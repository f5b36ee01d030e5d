using System.Diagnostics;
using System.Net;

namespace Footfall.Privacy;

/// <summary>
/// Everything of a request that may identify a person. It exists only between the endpoint and the identity step, is never queued, logged or
/// written, and so tells nothing of itself as text. Immutable.
/// </summary>
[DebuggerDisplay("a raw hit")]
public sealed class RawHit
{
    /// <summary>The client's address, with IPv4 in its own form; null where the transport has none.</summary>
    public IPAddress? Address { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>The client hints, raw: Sec-CH-UA.</summary>
    public string? Brands { get; init; }

    /// <summary>Sec-CH-UA-Full-Version-List.</summary>
    public string? FullVersionList { get; init; }

    /// <summary>Sec-CH-UA-Platform.</summary>
    public string? Platform { get; init; }

    /// <summary>Sec-CH-UA-Platform-Version.</summary>
    public string? PlatformVersion { get; init; }

    /// <summary>Sec-CH-UA-Mobile.</summary>
    public string? Mobile { get; init; }

    /// <summary>Sec-CH-UA-Model.</summary>
    public string? Model { get; init; }

    /// <summary>The first present of Sec-Purpose, X-Purpose, Purpose and X-Moz.</summary>
    public string? Purpose { get; init; }

    /// <summary>The request said <c>DNT: 1</c> or <c>Sec-GPC: 1</c>.</summary>
    public bool OptsOut { get; init; }

    public override string ToString() => "(raw hit)";
}
