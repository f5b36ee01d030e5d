using Footfall.DuckDb.Native;

namespace Footfall.DuckDb;

/// <summary>
/// A session with its own transaction and settings. One thread at a time, except <see cref="Interrupt"/> and <see cref="Progress"/>. A connection has one
/// streaming result at most: running anything else on it ends the stream that was open. Without <c>BEGIN TRANSACTION</c> each statement commits itself.
/// </summary>
public sealed class DuckDbConnection : IDisposable
{
    private readonly ConnectionHandle _handle;

    internal DuckDbConnection(ConnectionHandle handle) => _handle = handle;

    /// <summary>The result whose query DuckDB still holds open, if any.</summary>
    internal ResultHandle? OpenStream { get; set; }

    /// <summary>Runs one or more statements without parameters and returns the rows that the last one changed.</summary>
    public long Execute(string sql)
    {
        NativeText.ThrowIfCut(sql, nameof(sql));
        ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
        OpenStream = null;
        using var result = new ResultHandle(_handle);
        if (NativeMethods.Query(_handle, sql, result) != NativeState.Success)
            throw NativeError.Of(result);
        return checked((long)NativeMethods.RowsChanged(result));
    }

    /// <summary>Prepares one statement with positional <c>?</c> or <c>$1</c> parameters.</summary>
    public DuckDbStatement Prepare(string sql)
    {
        NativeText.ThrowIfCut(sql, nameof(sql));
        ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
        OpenStream = null;
        var handle = new StatementHandle(_handle);
        var state = NativeMethods.Prepare(_handle, sql, out var statement);
        handle.Adopt(statement);
        if (state == NativeState.Success)
            return new DuckDbStatement(this, _handle, handle);
        var error = new DuckDbException(NativeText.Read(NativeMethods.PrepareError(handle)));
        handle.Dispose();
        throw error;
    }

    /// <summary>Runs one statement without parameters as a stream.</summary>
    public DuckDbResult Query(string sql)
    {
        // The plan is held by the result, so the statement need not outlive the call.
        using var statement = Prepare(sql);
        return statement.Query();
    }

    /// <param name="table">In the current schema.</param>
    /// <param name="columns">The columns that rows give values for, in that order; the others get their defaults. None given means all.</param>
    /// <exception cref="DuckDbException">There is no such table or column.</exception>
    public DuckDbAppender CreateAppender(string table, params ReadOnlySpan<string> columns)
    {
        NativeText.ThrowIfCut(table, nameof(table));
        ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
        OpenStream = null;
        var handle = new AppenderHandle(_handle);
        try
        {
            var state = NativeMethods.AppenderCreate(_handle, null, table, out var appender);
            handle.Adopt(appender);
            if (state != NativeState.Success)
                throw NativeError.Of(handle);
            foreach (var column in columns)
            {
                NativeText.ThrowIfCut(column, nameof(columns));
                if (NativeMethods.AppenderAddColumn(handle, column) != NativeState.Success)
                    throw NativeError.Of(handle);
            }

            return new DuckDbAppender(this, handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Stops what the connection is running, which then throws <see cref="DuckDbErrorType.Interrupt"/>; does nothing where nothing runs. Safe from any
    /// thread, also while the connection is being disposed, which the one who interrupts cannot know: then it does nothing.
    /// </summary>
    public void Interrupt()
    {
        if (_handle.IsClosed)
            return;
        try
        {
            NativeMethods.Interrupt(_handle);
        }
        catch (ObjectDisposedException)
        {
            // Disposed between the two lines above: nothing runs any more, which is what was asked for.
        }
    }

    /// <summary>Safe from any thread. Needs <c>SET enable_progress_bar = true</c> before the query.</summary>
    public DuckDbProgress Progress()
    {
        ObjectDisposedException.ThrowIf(_handle.IsDisposed, this);
        var progress = NativeMethods.QueryProgress(_handle);
        return new DuckDbProgress(progress.Percentage, (long)progress.RowsProcessed, (long)progress.TotalRows);
    }

    public void Dispose() => _handle.Dispose();

    /// <summary>
    /// DuckDB keeps the operators, the memory and the read transaction of an abandoned stream until the connection is used again, which in a pool may be
    /// never. Preparing anything makes it let go.
    /// </summary>
    internal void EndStream(ResultHandle stream)
    {
        if (!ReferenceEquals(OpenStream, stream))
            return;
        OpenStream = null;
        // A connection that was disposed meanwhile lives on for its statements, and should not keep the stream with them.
        if (_handle.IsClosed)
            return;
        NativeMethods.Prepare(_handle, "SELECT 1", out var statement);
        NativeMethods.DestroyPrepare(ref statement);
    }
}
