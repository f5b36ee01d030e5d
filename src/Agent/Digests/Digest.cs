using Footfall.Agent.Outputs;

namespace Footfall.Agent.Digests;

/// <summary>Questions that are asked by the clock, and where the answers go. With a bound it is an alert, which goes out only where the first number is beyond it.</summary>
/// <param name="Project">By its id, a domain or its name.</param>
public sealed record Digest(string Name, string Project, Schedule Schedule, IReadOnlyList<AskedQuestion> Questions, IReadOnlyList<IOutput> Outputs)
{
    public double? Above { get; init; }

    public double? Below { get; init; }

    public bool IsAlert => Above is not null || Below is not null;

    /// <summary>Whether the number is one to be alarmed about.</summary>
    public bool Alarms(double value) => value > Above || value < Below;
}
