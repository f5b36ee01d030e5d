using Footfall.Agent.Outputs;
using Footfall.Agent.Schedules;

namespace Footfall.Agent.Digests;

/// <summary>Questions that are asked by the clock, and where the answers go. With a bound it is an alert, which goes out only where the first number is beyond it.</summary>
/// <param name="Project">By its id, a domain or its name.</param>
/// <param name="Questions">None where an alert looks at a stream.</param>
public sealed record Digest(string Name, string Project, ISchedule Schedule, IReadOnlyList<AskedQuestion> Questions, IReadOnlyList<IOutput> Outputs)
{
    /// <summary>The derived stream whose newest number an alert looks at.</summary>
    public string? Stream { get; init; }

    public double? Above { get; init; }

    public double? Below { get; init; }

    /// <summary>In per cent of the number of the period before.</summary>
    public double? ChangesBy { get; init; }

    public bool IsAlert => Above is not null || Below is not null || ChangesBy is not null;

    /// <summary>Whether the number is one to be alarmed about.</summary>
    /// <param name="before">The same of the period before; null where there was none.</param>
    public bool Alarms(double value, double? before) => value > Above || value < Below || (ChangesBy is { } percent && before is { } number && Math.Abs(value - number) > Math.Abs(number) * percent / 100);
}
