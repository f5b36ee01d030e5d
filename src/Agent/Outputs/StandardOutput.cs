using Footfall.Agent.Digests;

namespace Footfall.Agent.Outputs;

/// <summary>Prints the text.</summary>
public sealed class StandardOutput : IOutput
{
    public Task SendAsync(Report report, OutputMeans means, CancellationToken cancellation) => means.Console.WriteLineAsync(report.Text.AsMemory(), cancellation);
}
