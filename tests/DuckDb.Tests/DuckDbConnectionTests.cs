using Xunit;

namespace Footfall.DuckDb.Tests;

public sealed class DuckDbConnectionTests : IDisposable
{
    /// <summary>Would run for days.</summary>
    private const string Endless = "SELECT count(*) FROM range(10000000) a(x), range(10000000) b(y) WHERE (x * y) % 7 = 3";

    private readonly OpenDatabase _open = new();

    [Theory]
    [InlineData("SELEC 1", DuckDbErrorType.Parser)]
    [InlineData("SELECT missing", DuckDbErrorType.Binder)]
    [InlineData("SELECT * FROM missing", DuckDbErrorType.Catalog)]
    public void AnErrorHasDuckDbsTextAndKindHoweverItIsRun(string sql, DuckDbErrorType kind)
    {
        var executed = Assert.Throws<DuckDbException>(() => _open.Connection.Execute(sql));
        var prepared = Assert.Throws<DuckDbException>(() => _open.Connection.Prepare(sql));
        Assert.Equal((kind, kind), (executed.ErrorType, prepared.ErrorType));
        Assert.Equal(executed.Message, prepared.Message);
        Assert.StartsWith($"{kind} Error: ", executed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnErrorWhileRowsAreReadComesOutOfNextChunk()
    {
        using var result = _open.Connection.Query("SELECT CASE WHEN r = 500000 THEN 'x' ELSE '1' END::INTEGER FROM range(1000000) t(r)");
        var error = Assert.Throws<DuckDbException>(() => OpenDatabase.ReadAll(result));
        Assert.Equal(DuckDbErrorType.Conversion, error.ErrorType);
        Assert.Contains("'x'", error.Message, StringComparison.Ordinal);
        Assert.False(result.NextChunk(out _));
        Assert.Equal(1, _open.Scalar("SELECT 1"));
    }

    [Fact]
    public void SqlBehindANulCharacterIsRefusedInsteadOfIgnored()
    {
        Assert.Throws<ArgumentException>(() => _open.Connection.Execute("SELECT 1\0; SELECT 2"));
        Assert.Throws<ArgumentException>(() => _open.Connection.Prepare("SELECT 1\0"));
    }

    [Fact]
    public void ExecuteRunsSeveralStatementsAndPrepareRefusesThem()
    {
        Assert.Equal(2, _open.Connection.Execute("CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1), (2);"));
        Assert.Equal(0, _open.Connection.Execute("SELECT * FROM t"));
        Assert.Throws<DuckDbException>(() => _open.Connection.Prepare("SELECT 1; SELECT 2"));
        Assert.Throws<DuckDbException>(() => _open.Connection.Prepare(""));
    }

    [Fact]
    public void ARolledBackTransactionLeavesNothing()
    {
        _open.Connection.Execute("CREATE TABLE t (a INTEGER)");
        _open.Connection.Execute("BEGIN TRANSACTION");
        _open.Connection.Execute("INSERT INTO t VALUES (1)");
        using (var other = _open.Database.Connect())
        using (var result = other.Query("SELECT count(*) FROM t"))
            Assert.Equal(0L, OpenDatabase.ReadAll(result)[0][0]);
        Assert.Equal(1L, _open.Scalar("SELECT count(*) FROM t"));
        _open.Connection.Execute("ROLLBACK");
        Assert.Equal(0L, _open.Scalar("SELECT count(*) FROM t"));
        Assert.Equal(DuckDbErrorType.Transaction, Assert.Throws<DuckDbException>(() => _open.Connection.Execute("COMMIT")).ErrorType);
    }

    [Fact]
    public async Task AnInterruptStopsWhatRunsAndTheConnectionGoesOn()
    {
        using var started = new ManualResetEventSlim();
        var running = Task.Run(() =>
        {
            started.Set();
            return Assert.Throws<DuckDbException>(() => _open.Connection.Execute(Endless));
        });
        started.Wait(TestContext.Current.CancellationToken);
        // The query may not have begun when the first one arrives; an interrupt of nothing does nothing.
        while (!running.IsCompleted)
        {
            _open.Connection.Interrupt();
            await Task.Yield();
        }

        Assert.Equal(DuckDbErrorType.Interrupt, (await running).ErrorType);
        Assert.Equal(1, _open.Scalar("SELECT 1"));
    }

    [Fact]
    public void AnInterruptOfAStreamComesOutOfNextChunk()
    {
        using var result = _open.Connection.Query("SELECT r FROM range(1000000000) t(r)");
        Assert.True(result.NextChunk(out _));
        _open.Connection.Interrupt();
        var error = Assert.Throws<DuckDbException>(() =>
        {
            while (result.NextChunk(out _))
            {
            }
        });
        Assert.Equal(DuckDbErrorType.Interrupt, error.ErrorType);
    }

    [Fact]
    public void InterruptingWhatIsIdleOrDisposedDoesNothing()
    {
        var connection = _open.Database.Connect();
        connection.Interrupt();
        Assert.Equal(0, connection.Execute("SELECT 1"));
        connection.Dispose();
        connection.Interrupt();
    }

    [Fact]
    public async Task ProgressIsReportedFromAnotherThread()
    {
        _open.Connection.Execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET progress_bar_time = 0");
        _open.Connection.Execute("CREATE TABLE t AS SELECT range AS r FROM range(5000000)");
        Assert.Equal(-1, _open.Database.Connect().Progress().Percentage);
        var running = Task.Run(() => Assert.Throws<DuckDbException>(() => _open.Connection.Execute("SELECT count(*) FROM t a JOIN t b ON a.r % 1000 = b.r % 1000 AND a.r * b.r % 7 = 3")));
        var seen = default(DuckDbProgress);
        while (!running.IsCompleted && seen.Percentage <= 0)
        {
            seen = _open.Connection.Progress();
            await Task.Yield();
        }

        while (!running.IsCompleted)
        {
            _open.Connection.Interrupt();
            await Task.Yield();
        }

        Assert.InRange(seen.Percentage, double.Epsilon, 100);
        Assert.True(seen.TotalRows > 0);
        await running;
    }

    [Fact]
    public void AnotherQueryEndsAnOpenStream()
    {
        using var result = _open.Connection.Query("SELECT 'row ' || r FROM range(1000000) t(r)");
        Assert.True(result.NextChunk(out _));
        Assert.Equal(1, _open.Scalar("SELECT 1"));
        Assert.Throws<DuckDbException>(() => OpenDatabase.ReadAll(result));
    }

    [Fact]
    public void DisposingAnOlderStreamLeavesTheNewerOneOpen()
    {
        var older = _open.Connection.Query("SELECT 'older ' || r FROM range(1000000) t(r)");
        Assert.True(older.NextChunk(out _));
        using var newer = _open.Connection.Query("SELECT r FROM range(10000) t(r)");
        Assert.True(newer.NextChunk(out _));
        older.Dispose();
        Assert.Equal(10_000 - 2_048, OpenDatabase.ReadAll(newer).Count);
    }

    [Fact]
    public void AnAbandonedStreamGivesItsMemoryBackAtDispose()
    {
        var result = _open.Connection.Query("SELECT r, 'row number ' || r FROM range(500000) t(r) ORDER BY hash(r)");
        Assert.True(result.NextChunk(out _));
        using var other = _open.Database.Connect();
        Assert.True(Memory(other) > 10 << 20, $"{Memory(other)} bytes while open");
        result.Dispose();
        Assert.True(Memory(other) < 2 << 20, $"{Memory(other)} bytes after disposal");
    }

    [Fact]
    public void AnAbandonedStreamLeavesTheTransactionAlone()
    {
        _open.Connection.Execute("CREATE TABLE t (a INTEGER)");
        _open.Connection.Execute("BEGIN TRANSACTION");
        _open.Connection.Execute("INSERT INTO t VALUES (1)");
        using (var result = _open.Connection.Query("SELECT r FROM range(1000000) t(r)"))
            Assert.True(result.NextChunk(out _));
        _open.Connection.Execute("INSERT INTO t VALUES (2)");
        _open.Connection.Execute("COMMIT");
        Assert.Equal(2L, _open.Scalar("SELECT count(*) FROM t"));
    }

    [Fact]
    public void UseAfterDisposalThrows()
    {
        var connection = _open.Database.Connect();
        var statement = connection.Prepare("SELECT 'text' || ?");
        var result = statement.Bind(1, 1).Query();
        Assert.True(result.NextChunk(out var chunk));
        var column = chunk.Column(0);
        connection.Dispose();
        connection.Dispose();
        Assert.Equal("text1", column.GetString(0));
        result.Dispose();
        Assert.Throws<ObjectDisposedException>(() => column.GetString(0));
        Assert.Throws<ObjectDisposedException>(() => column.Values<int>().Length);
        Assert.Throws<ObjectDisposedException>(() => result.NextChunk(out _));
        statement.Execute();
        statement.Dispose();
        Assert.Throws<ObjectDisposedException>(() => statement.Bind(1, 1));
        Assert.Throws<ObjectDisposedException>(() => statement.Bind(1, "text"));
        Assert.Throws<ObjectDisposedException>(() => statement.Bind(1, Guid.Empty));
        Assert.Throws<ObjectDisposedException>(() => statement.Query());
        Assert.Throws<ObjectDisposedException>(() => connection.Execute("SELECT 1"));
        Assert.Throws<ObjectDisposedException>(() => connection.Prepare("SELECT 1"));
        Assert.Throws<ObjectDisposedException>(() => connection.CreateAppender("t"));
        Assert.Throws<ObjectDisposedException>(() => connection.Progress());
    }

    [Fact]
    public void AChunkThatWasReadOnIsRefused()
    {
        using var result = _open.Connection.Query("SELECT r FROM range(3000) t(r)");
        Assert.True(result.NextChunk(out var chunk));
        var column = chunk.Column(0);
        Assert.True(result.NextChunk(out var next));
        Assert.Same(chunk, next);
        Assert.Equal(2048, column.GetInt64(0));
        Assert.False(result.NextChunk(out _));
        Assert.Throws<ObjectDisposedException>(() => column.GetInt64(0));
        Assert.False(result.NextChunk(out _));
    }

    public void Dispose() => _open.Dispose();

    private static long Memory(DuckDbConnection connection)
    {
        using var result = connection.Query("SELECT sum(memory_usage_bytes)::BIGINT FROM duckdb_memory()");
        return (long)OpenDatabase.ReadAll(result)[0][0]!;
    }
}
