namespace Footfall.Cli.Demo;

/// <summary>A way to the demo site.</summary>
/// <param name="Referrer">As the browser would send it; null: none.</param>
/// <param name="Query">Campaign parameters, without the question mark; <c>{campaign}</c> is the season's. Null: none.</param>
/// <param name="Landing">Where its visitors land: a kind of <see cref="DemoSite"/>.</param>
/// <param name="MobileShare">0 to 1.</param>
internal sealed record DemoSource(string? Referrer, string? Query, string Landing, double MobileShare, double Weight)
{
    /// <summary>Opened in the network's own app where it comes from a telephone.</summary>
    public bool InApp { get; init; }
}
