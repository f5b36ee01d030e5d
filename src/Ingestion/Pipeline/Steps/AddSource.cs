using Footfall.Ingestion.Enrichment;

namespace Footfall.Ingestion.Pipeline.Steps;

/// <summary>Adds where the visit would come from if this event began it: source, channel, campaign, kind of click id. Works on redacted text.</summary>
internal sealed class AddSource(SourceClassifier classifier) : IPipelineStep
{
    public string Name => "add_source";

    public Drop? Take(Trip trip)
    {
        trip.Event.Acquisition = classifier.Classify(trip.Referrer, trip.Event.UrlQuery, trip.Event.Hostname);
        return null;
    }
}
