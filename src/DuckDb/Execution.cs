using Footfall.DuckDb.Native;

namespace Footfall.DuckDb;

/// <summary>
/// Runs a prepared statement with the calling thread as one of DuckDB's workers. DuckDB's own call does the same, but spins as long as other threads have all
/// the tasks that are left: behind a checkpoint or a long scan of somebody else that is a processor lost to everybody. Here the caller sleeps.
/// </summary>
internal static class Execution
{
    /// <summary>Looks before the first sleep of a millisecond. They yield the processor, and are enough for what ends within microseconds.</summary>
    private const int Looks = 20;

    public static void Run(ConnectionHandle connection, StatementHandle statement, ResultHandle result, bool isStream)
    {
        using var pending = new PendingHandle(connection);
        var state = isStream ? NativeMethods.PendingPreparedStreaming(statement, out var native) : NativeMethods.PendingPrepared(statement, out native);
        pending.Adopt(native);
        if (state != NativeState.Success || !RunTasks(pending))
            ThrowIfFailed(pending);
        if (NativeMethods.ExecutePending(pending, result) != NativeState.Success)
            throw NativeError.Of(result);
    }

    /// <summary>False where only DuckDB's own call can go on: after an error, which it does not tell, or where a task waits for something other than a thread.</summary>
    private static bool RunTasks(PendingHandle pending)
    {
        var wait = default(SpinWait);
        while (true)
        {
            switch (NativeMethods.PendingExecuteTask(pending))
            {
                case NativePendingState.ResultReady:
                    return true;
                case NativePendingState.ResultNotReady:
                    wait.Reset();
                    break;
                case NativePendingState.NoTasksAvailable:
                    wait.SpinOnce(sleep1Threshold: Looks);
                    break;
                default:
                    return false;
            }
        }
    }

    private static void ThrowIfFailed(PendingHandle pending)
    {
        var text = NativeText.Read(NativeMethods.PendingError(pending));
        if (text.Length > 0)
            throw new DuckDbException(text);
    }
}
