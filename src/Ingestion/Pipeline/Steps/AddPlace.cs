using Footfall.Events;
using Footfall.Ingestion.Enrichment;

namespace Footfall.Ingestion.Pipeline.Steps;

/// <summary>Adds country, region and city.</summary>
internal sealed class AddPlace(GeoDatabase places) : IPipelineStep
{
    public string Name => "add_place";

    public Drop? Take(Trip trip)
    {
        var draft = trip.Draft;
        if (draft.WithoutPlace || (draft.SentByServer && trip.Enriched is null && ReferenceEquals(trip.Hit, trip.Batch.Hit))) return null;
        trip.Event.Place = trip.Enriched?.Place ?? (trip.PlaceOfHit ??= trip.Hit.Address is { } address ? places.Find(address) : Place.Unknown);
        return null;
    }
}
