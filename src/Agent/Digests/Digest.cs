using Footfall.Agent.Outputs;
using Footfall.Notices.Rules;
using Footfall.Notices.Schedules;

namespace Footfall.Agent.Digests;

/// <summary>Questions that are asked by the clock, and where the answers go. With a bound it is an alert, which goes out only where the first number is beyond it.</summary>
/// <param name="Project">By its id, a domain or its name.</param>
/// <param name="Questions">None where an alert looks at a stream.</param>
public sealed record Digest(string Name, string Project, ISchedule Schedule, IReadOnlyList<AskedQuestion> Questions, IReadOnlyList<IOutput> Outputs)
{
    /// <summary>The derived stream whose newest number an alert looks at.</summary>
    public string? Stream { get; init; }

    /// <summary>Of an alert.</summary>
    public Bounds Bounds { get; init; } = new();

    public bool IsAlert => Bounds.IsAny;
}
