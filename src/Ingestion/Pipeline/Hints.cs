using Footfall.Ingestion.Enrichment;
using Footfall.Privacy;

namespace Footfall.Ingestion.Pipeline;

/// <summary>The client hints of a raw hit, as enrichment wants them.</summary>
internal static class Hints
{
    public static ClientHints Of(RawHit hit) => new(hit.Brands, hit.FullVersionList, hit.Platform, hit.PlatformVersion, hit.Mobile, hit.Model);
}
