using Xunit;

namespace Footfall.DuckDb.Tests;

public sealed class DuckDbDatabaseTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("footfall-duckdb-");

    private string File => Path.Combine(_directory.FullName, "events.duckdb");

    [Fact]
    public void TheLibraryIsTheOneThisBindingWasWrittenFor() => Assert.StartsWith("v1.5.", DuckDbDatabase.LibraryVersion, StringComparison.Ordinal);

    [Fact]
    public void AFileIsReadBackAfterReopening()
    {
        using (var database = DuckDbDatabase.Open(File))
        using (var connection = database.Connect())
        {
            connection.Execute("CREATE TABLE t (a INTEGER)");
            connection.Execute("INSERT INTO t VALUES (42)");
        }

        using var again = DuckDbDatabase.Open(File, new DuckDbConfig { AccessMode = DuckDbAccessMode.ReadOnly });
        using var reader = again.Connect();
        Assert.Equal(42, Only(reader, "SELECT a FROM t"));
        Assert.Equal(DuckDbErrorType.InvalidInput, Assert.Throws<DuckDbException>(() => reader.Execute("INSERT INTO t VALUES (1)")).ErrorType);
    }

    [Fact]
    public void OptionsReachDuckDb()
    {
        var config = new DuckDbConfig
        {
            Threads = 3,
            MemoryLimit = 512L << 20,
            TempDirectory = _directory.FullName,
            Options = new Dictionary<string, string> { ["preserve_insertion_order"] = "false" },
        };
        using var open = new OpenDatabase(config);
        Assert.Equal(3L, open.Scalar("SELECT current_setting('threads')"));
        Assert.Equal("512.0 MiB", open.Scalar("SELECT current_setting('memory_limit')"));
        Assert.Equal(_directory.FullName, open.Scalar("SELECT current_setting('temp_directory')"));
        Assert.Equal(false, open.Scalar("SELECT current_setting('preserve_insertion_order')"));
        Assert.Equal(false, open.Scalar("SELECT current_setting('autoinstall_known_extensions')"));
        Assert.Equal(false, open.Scalar("SELECT current_setting('autoload_known_extensions')"));
    }

    [Fact]
    public void FilesOutsideTheDatabaseCanBeForbidden()
    {
        System.IO.File.WriteAllText(Path.Combine(_directory.FullName, "secret.csv"), "a\n1\n");
        using var open = new OpenDatabase(new DuckDbConfig { ExternalAccess = false });
        var error = Assert.Throws<DuckDbException>(() => open.Connection.Execute($"FROM read_csv('{_directory.FullName}/secret.csv')"));
        Assert.Equal(DuckDbErrorType.Permission, error.ErrorType);
    }

    [Fact]
    public void AnUnknownOptionIsRefusedByName()
    {
        var config = new DuckDbConfig { Options = new Dictionary<string, string> { ["no_such_option"] = "1" } };
        Assert.Contains("no_such_option", Assert.Throws<DuckDbException>(() => DuckDbDatabase.Open(DuckDbDatabase.InMemory, config)).Message, StringComparison.Ordinal);
        var bad = new DuckDbConfig { Options = new Dictionary<string, string> { ["threads"] = "many" } };
        Assert.Throws<DuckDbException>(() => DuckDbDatabase.Open(DuckDbDatabase.InMemory, bad));
    }

    [Fact]
    public void AFileThatIsNoDatabaseIsRefused()
    {
        System.IO.File.WriteAllText(File, new string('x', 10_000));
        Assert.Equal(DuckDbErrorType.IO, Assert.Throws<DuckDbException>(() => DuckDbDatabase.Open(File)).ErrorType);
        Assert.Throws<DuckDbException>(() => DuckDbDatabase.Open(Path.Combine(_directory.FullName, "missing", "x.duckdb")));
    }

    [Fact]
    public void AFileThatIsOpenIsNotOpenedASecondTime()
    {
        using var database = DuckDbDatabase.Open(File);
        Assert.Equal(DuckDbErrorType.IO, Assert.Throws<DuckDbException>(() => DuckDbDatabase.Open(File)).ErrorType);
        var link = Path.Combine(_directory.FullName, "link.duckdb");
        System.IO.File.CreateSymbolicLink(link, File);
        Assert.Throws<DuckDbException>(() => DuckDbDatabase.Open(link));
        Assert.Throws<DuckDbException>(() => DuckDbDatabase.Open(File, new DuckDbConfig { AccessMode = DuckDbAccessMode.ReadOnly }));
    }

    [Fact]
    public void AFileIsOpenedForReadingSeveralTimes()
    {
        DuckDbDatabase.Open(File).Dispose();
        var readOnly = new DuckDbConfig { AccessMode = DuckDbAccessMode.ReadOnly };
        using (DuckDbDatabase.Open(File, readOnly))
        using (DuckDbDatabase.Open(File, readOnly))
            Assert.Throws<DuckDbException>(() => DuckDbDatabase.Open(File));
        DuckDbDatabase.Open(File).Dispose();
    }

    [Fact]
    public void ADisposedDatabaseStaysOpenForItsConnections()
    {
        var database = DuckDbDatabase.Open(File);
        var connection = database.Connect();
        database.Dispose();
        database.Dispose();
        Assert.Throws<ObjectDisposedException>(database.Connect);
        connection.Execute("CREATE TABLE t (a INTEGER)");
        connection.Dispose();
        using var again = DuckDbDatabase.Open(File);
        using var reader = again.Connect();
        Assert.Equal(0L, Only(reader, "SELECT count(*) FROM t"));
    }

    [Fact]
    public void EveryOrderOfDisposalIsSafe()
    {
        foreach (var order in Permutations([0, 1, 2, 3, 4]))
        {
            var database = DuckDbDatabase.Open(DuckDbDatabase.InMemory, new DuckDbConfig { Threads = 1 });
            var connection = database.Connect();
            connection.Execute("CREATE TABLE t (s VARCHAR)");
            var appender = connection.CreateAppender("t");
            appender.CreateRow().AppendValue("a text that is not inlined").EndRow();
            var statement = connection.Prepare("SELECT 'row number ' || r FROM range(10000) t(r)");
            var result = statement.Query();
            Assert.True(result.NextChunk(out _));
            IDisposable[] all = [database, connection, appender, statement, result];
            foreach (var at in order)
                all[at].Dispose();
            foreach (var at in order)
                all[at].Dispose();
        }
    }

    [Fact]
    public void WhatNobodyDisposedIsCollected()
    {
        for (var i = 0; i < 15; i++)
        {
            Abandon();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        // Only a database whose last child was released gives its file back.
        using var database = DuckDbDatabase.Open(File);
    }

    [Fact]
    public async Task ConnectionsWorkAtTheSameTime()
    {
        using var database = DuckDbDatabase.Open(DuckDbDatabase.InMemory, new DuckDbConfig { Threads = 2 });
        using (var setup = database.Connect())
            setup.Execute("CREATE TABLE t (worker INTEGER, i INTEGER)");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(worker => Task.Run(() =>
        {
            using var connection = database.Connect();
            for (var round = 0; round < 10; round++)
            {
                using var appender = connection.CreateAppender("t");
                for (var i = 0; i < 500; i++)
                    appender.CreateRow().AppendValue(worker).AppendValue(i).EndRow();
                appender.Close();
                using var statement = connection.Prepare("SELECT count(*) FROM t WHERE worker = ?");
                using var result = statement.Bind(1, worker).Query();
                Assert.True(result.NextChunk(out var chunk));
                Assert.Equal((round + 1) * 500, chunk.Column(0).GetInt64(0));
            }
        })));
        using var reader = database.Connect();
        Assert.Equal(30_000L, Only(reader, "SELECT count(*) FROM t"));
    }

    public void Dispose() => _directory.Delete(recursive: true);

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private void Abandon()
    {
        var connection = DuckDbDatabase.Open(File).Connect();
        connection.Execute("CREATE OR REPLACE TABLE t (a VARCHAR)");
        connection.CreateAppender("t").CreateRow().AppendValue("a text that is not inlined").EndRow();
        Assert.True(connection.Query("SELECT 'row number ' || r FROM range(10000) t(r)").NextChunk(out _));
    }

    private static object? Only(DuckDbConnection connection, string sql)
    {
        using var result = connection.Query(sql);
        return Assert.Single(OpenDatabase.ReadAll(result))[0];
    }

    private static IEnumerable<int[]> Permutations(int[] items)
    {
        if (items.Length == 1)
            return [items];
        return items.SelectMany(first => Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
    }
}
