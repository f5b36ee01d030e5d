namespace Footfall.Query.Keeping;

/// <summary>One run of a statement that several wait for. It is stopped when the last of them has gone. Its counts are guarded by the lock of its user.</summary>
/// <param name="moment">Of the store, taken before it began.</param>
#pragma warning disable CA1001 // Its source has neither timer nor parent, so that nothing has to be let go; who disposed it would race with the last one leaving.
internal sealed class SharedRun(long moment)
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource stop = new();
    private int waiting;

    public long Moment => moment;

    public Task<IReadOnlyList<object?[]>> Rows { get; private set; } = null!;

    /// <summary>Nobody waits for it any more: it is being stopped, and none may join.</summary>
    public bool IsAbandoned { get; private set; }

    public void Begin(Func<CancellationToken, Task<IReadOnlyList<object?[]>>> run) => Rows = run(stop.Token);

    public void Join() => waiting++;

    public void Leave()
    {
        if (--waiting > 0 || Rows.IsCompleted) return;
        IsAbandoned = true;
        // Not on this thread, which holds the lock of its user.
        _ = stop.CancelAsync();
    }
}
