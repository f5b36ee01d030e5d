namespace Footfall.Server.Web;

/// <summary>What the build made for browsers and this program carries: the tracker and the dashboard.</summary>
internal sealed class ShippedFiles(string webRoot)
{
    public AssetFiles Tracker { get; } = new(Path.Combine(webRoot, "js"));

    public AssetFiles Dashboard { get; } = new(Path.Combine(webRoot, "dashboard"));
}
