using System.Diagnostics;
using Xunit;

namespace Footfall.DuckDb.Tests;

/// <summary>Every way in and out of native memory, the failing ones included, over and over: what leaks shows as growth of the process.</summary>
[Collection(AloneInTheProcess.Name)]
public sealed class LeakTests : IDisposable
{
    private const int Rounds = 60;

    /// <summary>Each object made in a round carries at least 200 KB, so losing one kind of them would come to 12 MB.</summary>
    private const long AllowedGrowth = 6L << 20;

    private static readonly string _long = new('x', 200_000);

    private readonly OpenDatabase _open = new(new DuckDbConfig { Threads = 1, MemoryLimit = 256L << 20 });

    [Fact]
    public void NothingGrowsWhenEverythingIsRepeated()
    {
        _open.Connection.Execute("CREATE TABLE t (a INTEGER NOT NULL, s VARCHAR, props MAP(VARCHAR, VARCHAR))");
        // The first half warms up the allocators of both sides and is not judged.
        Repeat(Rounds);
        var before = Resident();
        Repeat(Rounds);
        var growth = Resident() - before;
        Assert.True(growth < AllowedGrowth, $"{growth >> 10} KiB in {Rounds} rounds");
        Assert.True((long)_open.Scalar("SELECT sum(memory_usage_bytes)::BIGINT FROM duckdb_memory()")! < 8L << 20);
    }

    public void Dispose() => _open.Dispose();

    private void Repeat(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            using var connection = _open.Database.Connect();
            Append(connection);
            Ask(connection);
            Fail(connection);
        }
    }

    private static void Append(DuckDbConnection connection)
    {
        connection.Execute("BEGIN TRANSACTION");
        using (var appender = connection.CreateAppender("t"))
        {
            for (var i = 0; i < 2_500; i++)
                appender.CreateRow().AppendValue(i).AppendValue("a text that is not inlined").AppendValue([KeyValuePair.Create("key", "value")]).EndRow();
            appender.CreateRow().AppendValue(1).AppendValue(new string('y', 300_000)).AppendNullValue().EndRow();
            appender.Flush();
            appender.CreateRow().AppendValue(1).AppendValue(_long);
        }

        connection.Execute("ROLLBACK");
    }

    private static void Ask(DuckDbConnection connection)
    {
        using var statement = connection.Prepare($"SELECT $1, $2, $3, length('{_long}'), {{'a': [1]}}, 'b'::ENUM('a', 'b'), MAP {{'k': 1.5}}");
        statement.Bind(1, _long).Bind(2, Guid.NewGuid()).Bind(3, [_long, null, "short"]);
        using (var result = statement.Query())
        {
            while (result.NextChunk(out var chunk))
                Assert.Equal(_long.Length, chunk.Column(0).GetUtf8(0).Length);
        }

        using var abandoned = connection.Query("SELECT r, 'row number ' || r FROM range(20000) t(r)");
        Assert.True(abandoned.NextChunk(out _));
    }

    private static void Fail(DuckDbConnection connection)
    {
        Assert.Throws<DuckDbException>(() => connection.Execute("SELECT missing"));
        Assert.Throws<DuckDbException>(() => connection.Prepare($"SELECT missing, '{_long}'"));
        Assert.Throws<DuckDbException>(() => connection.CreateAppender("missing"));
        using var appender = connection.CreateAppender("t");
        appender.CreateRow().AppendNullValue().AppendValue(_long).AppendNullValue().EndRow();
        Assert.Throws<DuckDbException>(appender.Flush);
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
