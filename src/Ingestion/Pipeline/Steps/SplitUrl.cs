using Footfall.Events;

namespace Footfall.Ingestion.Pipeline.Steps;

/// <summary>Takes the page's URL apart: hostname, path, query. Drops what is no absolute URL of a site or app.</summary>
internal sealed class SplitUrl : IPipelineStep
{
    public string Name => "split_url";

    public Drop? Take(Trip trip)
    {
        if (trip.Draft.Url is not { } url) return null;
        if (!PageUrl.TryParse(url, out var page))
            return new Drop(DropReason.InvalidUrl, "url", "Send an absolute URL such as https://example.org/pricing or app://example.app/start.");
        trip.Event.Hostname = page.Hostname;
        trip.Event.Path = page.Path;
        trip.Event.UrlQuery = page.Query;
        return null;
    }
}
