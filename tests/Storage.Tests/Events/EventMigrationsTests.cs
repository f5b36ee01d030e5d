using Footfall.DuckDb;
using Footfall.Events;
using Footfall.Storage.Events;
using Footfall.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Storage.Tests.Events;

public sealed class EventMigrationsTests : IDisposable
{
    private readonly TempDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void ANewStoreHasEveryMigrationOnceAndKeepsItAcrossStarts()
    {
        for (var start = 0; start < 2; start++)
            Open().Dispose();

        Assert.Equal(Enumerable.Range(1, EventMigrations.Newest).Select(n => (long)n), Numbers("SELECT number FROM schema_migrations ORDER BY number"));
    }

    [Fact]
    public void AStoreOfTheFirstSchemaIsCarriedOverWithItsRows()
    {
        using (var script = typeof(EventMigrations).Assembly.GetManifestResourceStream("Footfall.Storage.Events.Migrations.0001_events.sql")!)
        using (var reader = new StreamReader(script))
            Execute(reader.ReadToEnd());
        Execute("CREATE TABLE schema_migrations (number INTEGER NOT NULL, name VARCHAR NOT NULL); INSERT INTO schema_migrations VALUES (1, '0001_events')");
        Execute($"""
            INSERT INTO visits (project, visit, visitor, started_at, ended_at, pageviews, events, is_bounce, demo)
            VALUES (1, 1, 1, TIMESTAMP '{Some.Now:yyyy-MM-dd HH:mm:ss}', TIMESTAMP '{Some.Now:yyyy-MM-dd HH:mm:ss}', 1, 1, TRUE, FALSE)
            """);

        using (var store = Open())
            store.Commit(new DrainBatch("main", new JournalPosition(1, 1), [Some.Event(5)], []));

        Assert.Equal([2L], Numbers("SELECT pageviews FROM visits WHERE first_source IS NULL"));
    }

    [Fact]
    public void DataOfANewerProgramIsRefusedWithTheRemedyAndLeftAlone()
    {
        Open().Dispose();
        Execute("INSERT INTO schema_migrations VALUES (9999, '9999_future')");

        var refusal = Assert.Throws<EventStoreUnavailableException>(Open);

        Assert.Equal(EventStoreFault.Newer, refusal.Fault);
        Assert.Contains("9999", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("start the newer program", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([9999L], Numbers("SELECT max(number) FROM schema_migrations"));
    }

    [Fact]
    public void AFileThatIsNoStoreIsRefusedWithTheRemedy()
    {
        File.WriteAllText(directory["events.duckdb"], new string('x', 20_000));

        var refusal = Assert.Throws<EventStoreUnavailableException>(Open);

        Assert.Equal(EventStoreFault.Damaged, refusal.Fault);
        Assert.Contains("backup", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ColumnsAreWrittenInTheOrderOfTheSchema()
    {
        Open().Dispose();

        Assert.Equal(
            VisitTable.Columns.Split([',', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries),
            Texts("SELECT column_name FROM duckdb_columns() WHERE table_name = 'visits' ORDER BY column_index"));
        Assert.Subset(
            Texts("SELECT column_name FROM duckdb_columns() WHERE table_name = 'events'").ToHashSet(),
            EventTable.Columns.Split([',', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToHashSet());
    }

    private EventStore Open() => EventStore.Open(directory.Path, new EventStoreOptions { Threads = 1 }, new FakeClock(), NullLoggerFactory.Instance);

    private void Execute(string sql)
    {
        using var database = DuckDbDatabase.Open(directory["events.duckdb"], new DuckDbConfig { Threads = 1 });
        using var connection = database.Connect();
        connection.Execute(sql);
    }

    private List<long> Numbers(string sql) => Column(sql, (column, row) => column.GetInt64(row));

    private List<string> Texts(string sql) => Column(sql, (column, row) => column.GetString(row)!);

    private List<T> Column<T>(string sql, Func<DuckDbVector, int, T> read)
    {
        using var database = DuckDbDatabase.Open(directory["events.duckdb"], new DuckDbConfig { Threads = 1 });
        using var connection = database.Connect();
        using var result = connection.Query(sql);
        List<T> values = [];
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
                values.Add(read(chunk.Column(0), row));
        }

        return values;
    }
}
