namespace Footfall.DuckDb.Native;

/// <summary><c>duckdb_pending_state</c>.</summary>
internal enum NativePendingState
{
    ResultReady = 0,
    ResultNotReady = 1,
    Error = 2,

    /// <summary>Other threads have what is left to do.</summary>
    NoTasksAvailable = 3,
}
