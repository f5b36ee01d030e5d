using System.Text.Json.Serialization;

namespace Footfall.Server.Web;

/// <summary>
/// The version and the integrity hashes of the files that browsers load, by their addresses. Whoever has the source can build the same and compare.
/// <c>tracking.js</c> is not among them: it has a project's key in it.
/// </summary>
/// <param name="Server">Where a dashboard that its owner serves to themselves has its data from; null where server and dashboard are one.</param>
internal sealed record Manifest(
    string Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Server,
    SortedDictionary<string, string> Tracker,
    SortedDictionary<string, string> Dashboard)
{
    public static Manifest Of(ShippedFiles shipped, string? server = null) =>
        new(ProductVersion.Text, server, shipped.Tracker.Integrity("/js"), shipped.Dashboard.Integrity());
}
