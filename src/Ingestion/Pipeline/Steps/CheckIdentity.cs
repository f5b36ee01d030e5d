using Footfall.Events;

namespace Footfall.Ingestion.Pipeline.Steps;

/// <summary>Drops events of anonymous projects that say who it was: whoever sends that has not understood the promise made to the visitor.</summary>
internal sealed class CheckIdentity : IPipelineStep
{
    public string Name => "check_identity";

    public Drop? Take(Trip trip)
    {
        if (trip.Project.Mode != TrustMode.Anonymous || trip.Batch.StripsIdentity) return null;
        var draft = trip.Draft;
        var field = draft.Visitor is not null && trip.NamedForADay is null ? "visitor" : draft.Session is not null ? "session" : draft.User is not null ? "user" : null;
        if (field is null) return null;
        return new Drop(DropReason.IdentityNotAllowed, field, $"This project is anonymous: leave out {field}, or use an identified project.");
    }
}
