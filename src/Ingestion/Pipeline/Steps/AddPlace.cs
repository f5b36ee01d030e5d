using Footfall.Events;
using Footfall.Ingestion.Enrichment;

namespace Footfall.Ingestion.Pipeline.Steps;

/// <summary>Adds country, region and city.</summary>
internal sealed class AddPlace(GeoDatabase places) : IPipelineStep
{
    public string Name => "add_place";

    public Drop? Take(Trip trip)
    {
        if (trip.Draft.WithoutPlace || (trip.Draft.SentByServer && !KnowsItsClient(trip))) return null;
        trip.Event.Place = trip.Enriched?.Place ?? (trip.PlaceOfHit ??= trip.Hit.Address is { } address ? places.Find(address) : Place.Unknown);
        return null;
    }

    /// <summary>Where a server stands is not where its client is, unless it may tell and does.</summary>
    private static bool KnowsItsClient(Trip trip) => trip.Enriched is not null || (trip.Batch.IsTrusted && trip.Draft.Address is not null);
}
