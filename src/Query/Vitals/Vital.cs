namespace Footfall.Query.Vitals;

/// <summary>
/// A measure of how a page felt, and up to where it is good and from where on poor, as web.dev publishes them (<c>https://web.dev/articles/vitals</c>).
/// </summary>
/// <param name="Name">As answers have it.</param>
/// <param name="Prop">The prop of the event that has it.</param>
/// <param name="Good">At most this is good; in milliseconds, or for layout shifts without a unit.</param>
/// <param name="Poor">Above this is poor.</param>
internal sealed record Vital(string Name, string Prop, string Good, string Poor)
{
    /// <summary>In the order in which they are told.</summary>
    public static IReadOnlyList<Vital> All { get; } =
    [
        new("lcp", "lcp", "2500", "4000"),
        new("inp", "inp", "200", "500"),
        new("cls", "cls", "0.1", "0.25"),
        new("fcp", "fcp", "1800", "3000"),
        new("ttfb", "ttfb", "800", "1800"),
    ];
}
