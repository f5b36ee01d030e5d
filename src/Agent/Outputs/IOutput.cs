using Footfall.Agent.Digests;

namespace Footfall.Agent.Outputs;

/// <summary>Where a digest goes. Thread-safe.</summary>
public interface IOutput
{
    /// <exception cref="AgentException">It was not taken; trying again may help.</exception>
    Task SendAsync(Report report, OutputMeans means, CancellationToken cancellation);
}
