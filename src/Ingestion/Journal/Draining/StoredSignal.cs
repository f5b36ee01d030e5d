using Footfall.Events;

namespace Footfall.Ingestion.Journal.Draining;

/// <summary>Tells those who wait how far the store is. One task is shared by all and replaced at each commit, so that nothing is left of who gave up. Thread-safe.</summary>
internal sealed class StoredSignal(TimeProvider time)
{
    private readonly Lock gate = new();
    private JournalPosition stored;
    private TaskCompletionSource next = New();

    public void Reached(JournalPosition position)
    {
        TaskCompletionSource reached;
        lock (gate)
        {
            if (position <= stored) return;
            stored = position;
            (reached, next) = (next, New());
        }

        reached.SetResult();
    }

    /// <summary>True once the store has everything before the position; false if that takes longer than the timeout.</summary>
    public async Task<bool> WaitAsync(JournalPosition position, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            Task reached;
            lock (gate)
            {
                if (stored >= position) return true;
                reached = next.Task;
            }

            var left = timeout - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero) return false;
            try
            {
                await reached.WaitAsync(left, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                return false;
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
