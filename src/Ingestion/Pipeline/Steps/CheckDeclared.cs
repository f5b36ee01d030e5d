using Footfall.Events;

namespace Footfall.Ingestion.Pipeline.Steps;

/// <summary>Drops custom events that the owner has not declared, where the project takes declared ones only.</summary>
internal sealed class CheckDeclared : IPipelineStep
{
    public string Name => "check_declared";

    public Drop? Take(Trip trip)
    {
        if (!trip.Project.RefuseUndeclared || EventAliases.IsBuiltIn(trip.Event.Name)) return null;
        foreach (var declared in trip.Project.DeclaredEvents)
        {
            if (string.Equals(declared.Name, trip.Event.Name, StringComparison.Ordinal)) return null;
        }

        return new Drop(DropReason.UndeclaredEvent, "name", "The project takes declared events only; declare this one with its purpose first.");
    }
}
