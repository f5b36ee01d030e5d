using System.Diagnostics.Metrics;

namespace TimeTracker.Timers;

/// <summary>The gauge <c>tt_active_timers</c>.</summary>
internal sealed class ActiveTimers
{
    public const string MeterName = "TimeTracker";

    public ActiveTimers(IMeterFactory meters, TimeBook times) =>
        meters.Create(MeterName).CreateObservableGauge("active_timers", () => times.Running, "{timer}", "Timers that run now.");
}
