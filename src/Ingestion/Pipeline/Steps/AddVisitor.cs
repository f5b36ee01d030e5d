using Footfall.Events;
using Footfall.Privacy;

namespace Footfall.Ingestion.Pipeline.Steps;

/// <summary>The identity step: gives the event its visitor, after which nothing needs the raw hit any more.</summary>
internal sealed class AddVisitor(Visitors visitors) : IPipelineStep
{
    public string Name => "add_visitor";

    public Drop? Take(Trip trip)
    {
        if (trip.Anonymously) return null;
        var @event = trip.Event;
        if (trip.Project.Mode == TrustMode.Identified)
        {
            @event.Session = trip.Draft.Session;
            @event.User = trip.Draft.User;
            if (trip.Draft.Visitor is { } kept)
            {
                @event.ClientVisitor = kept;
                @event.Visitor = VisitorHash.OfClient(trip.Project.Number, kept);
                return null;
            }
        }

        @event.Visitor = IsOfNow(trip) ? trip.VisitorOfHit ??= visitors.Of(trip.Project.Number, trip.Hit) : visitors.OfDay(trip.Project.Number, trip.Hit, trip.NamedForADay, DateOnly.FromDateTime(@event.Time));
        return null;
    }

    /// <summary>False for what a trusted sender tells of another day, or of visitors that it names: one salt serves them all, so that the day has to be hashed too.</summary>
    private static bool IsOfNow(Trip trip) => !trip.Batch.IsTrusted || (trip.NamedForADay is null && trip.Event.Time.Date == trip.Event.ReceivedAt.Date);
}
