using Footfall.Events;

namespace Footfall.Ingestion.Pipeline.Steps;

/// <summary>Does what the project says with events whose sender signals Do Not Track or Global Privacy Control.</summary>
internal sealed class HonourOptOut : IPipelineStep
{
    public string Name => "honour_opt_out";

    public Drop? Take(Trip trip)
    {
        if (!trip.Hit.OptsOut) return null;
        if (trip.Project.OptOut == OptOutPolicy.Drop)
            return new Drop(DropReason.OptedOut, null, "The browser signals Do Not Track or Global Privacy Control, and the project drops such events.");
        trip.Event.OptedOut = true;
        trip.Anonymously = trip.Project.OptOut == OptOutPolicy.KeepWithoutVisitor;
        return null;
    }
}
