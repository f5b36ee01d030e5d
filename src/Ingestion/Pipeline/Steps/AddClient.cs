using Footfall.Ingestion.Enrichment;

namespace Footfall.Ingestion.Pipeline.Steps;

/// <summary>Adds browser, operating system, device class and language.</summary>
internal sealed class AddClient(UserAgentParser parser) : IPipelineStep
{
    public string Name => "add_client";

    public Drop? Take(Trip trip)
    {
        trip.Event.Client = trip.Enriched?.Client ?? (trip.ClientOfHit ??= parser.Parse(trip.Hit.UserAgent, Hints.Of(trip.Hit)));
        trip.Event.Language = Languages.Tidy(trip.Draft.Language);
        return null;
    }
}
