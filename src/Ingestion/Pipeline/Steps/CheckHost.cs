using Footfall.Events;

namespace Footfall.Ingestion.Pipeline.Steps;

/// <summary>Drops events of hosts that the project does not allow, where it restricts them. A trusted sender's event needs no host.</summary>
internal sealed class CheckHost : IPipelineStep
{
    public string Name => "check_host";

    public Drop? Take(Trip trip)
    {
        if (trip.Project.AllowedHosts.Count == 0) return null;
        var host = trip.Event.Hostname;
        if (host is null ? trip.Batch.IsTrusted : AllowedHosts.Allow(trip.Project, host)) return null;
        return new Drop(DropReason.HostNotAllowed, "url", "The project takes events of its allowed hosts only; add this one in the project's settings.");
    }
}
