using Footfall.Events;

namespace Footfall.Ingestion.Pipeline.Steps;

/// <summary>
/// Does what the project says with events whose sender signals Do Not Track or Global Privacy Control, and what the event says where its visitor wants to be
/// counted without being linked.
/// </summary>
internal sealed class HonourOptOut : IPipelineStep
{
    public string Name => "honour_opt_out";

    public Drop? Take(Trip trip)
    {
        var signalled = trip.Hit.OptsOut;
        if (signalled && trip.Project.OptOut == OptOutPolicy.Drop)
            return new Drop(DropReason.OptedOut, null, "The browser signals Do Not Track or Global Privacy Control, and the project drops such events.");
        trip.Event.OptedOut = signalled || trip.Draft.Unlinked;
        trip.Anonymously = trip.Draft.Unlinked || (signalled && trip.Project.OptOut == OptOutPolicy.KeepWithoutVisitor);
        return null;
    }
}
