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

        @event.Visitor = trip.VisitorOfHit ??= visitors.Of(trip.Project.Number, trip.Hit);
        return null;
    }
}
