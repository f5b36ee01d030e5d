namespace Footfall.Ingestion.Journal.Draining;

/// <summary>What the drainer should do next.</summary>
internal readonly record struct DrainStep
{
    private DrainStep(DrainAction action, TimeSpan delay, int maxEvents) => (Action, Delay, MaxEvents) = (action, delay, maxEvents);

    public DrainAction Action { get; }

    /// <summary>With <see cref="DrainAction.Wait"/>: the longest to wait; the journal's going on ends the wait.</summary>
    public TimeSpan Delay { get; }

    /// <summary>With <see cref="DrainAction.Commit"/>.</summary>
    public int MaxEvents { get; }

    public static DrainStep SetAside { get; } = new(DrainAction.SetAside, default, 1);

    public static DrainStep Wait(TimeSpan delay) => new(DrainAction.Wait, delay, 0);

    public static DrainStep Commit(int maxEvents) => new(DrainAction.Commit, default, maxEvents);
}
