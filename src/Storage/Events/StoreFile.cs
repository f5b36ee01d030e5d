using Footfall.DuckDb;

namespace Footfall.Storage.Events;

/// <summary>The DuckDB file, opened with what it may use, at the newest schema. Thread-safe as <see cref="DuckDbDatabase"/> is.</summary>
internal sealed class StoreFile : IDisposable
{
    public const string Name = "events.duckdb";

    private readonly DuckDbDatabase database;
    private readonly string path;

    private StoreFile(DuckDbDatabase database, string path)
    {
        this.database = database;
        this.path = path;
    }

    /// <summary>Bytes that a start after a crash would have to replay.</summary>
    public long WriteAheadBytes
    {
        get
        {
            var log = new FileInfo(path + ".wal");
            return log.Exists ? log.Length : 0;
        }
    }

    /// <exception cref="EventStoreUnavailableException">It cannot be opened; the message says what to do.</exception>
    public static StoreFile Open(string dataDirectory, EventStoreOptions options)
    {
        var path = Path.Combine(dataDirectory, Name);
        try
        {
            Directory.CreateDirectory(dataDirectory);
            return Open(path, Config(Path.Combine(dataDirectory, "events.tmp"), options));
        }
        catch (Exception e) when (e is DuckDbException or IOException or UnauthorizedAccessException)
        {
            throw StoreFaults.Explain(e, path);
        }
    }

    /// <summary>One that is nowhere but in memory: nothing of it is written to a disk, not even what does not fit.</summary>
    /// <exception cref="EventStoreUnavailableException">There is not enough memory.</exception>
    public static StoreFile InMemory(EventStoreOptions options)
    {
        try
        {
            return Open(DuckDbDatabase.InMemory, Config("", options));
        }
        catch (DuckDbException e)
        {
            throw StoreFaults.Explain(e, DuckDbDatabase.InMemory);
        }
    }

    public DuckDbConnection Connect() => database.Connect();

    /// <summary>An error of this file, with its remedy.</summary>
    public EventStoreUnavailableException Explain(Exception e) => StoreFaults.Explain(e, path);

    public void Dispose() => database.Dispose();

    private static StoreFile Open(string path, DuckDbConfig config)
    {
        var database = DuckDbDatabase.Open(path, config);
        try
        {
            using var connection = database.Connect();
            EventMigrations.Run(connection);
            return new StoreFile(database, path);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <param name="temporary">The folder for what does not fit in memory; empty: it is refused.</param>
    private static DuckDbConfig Config(string temporary, EventStoreOptions options) => new()
    {
        Threads = Math.Max(1, options.Threads),
        MemoryLimit = options.MemoryLimit,
        TempDirectory = temporary,
        ExternalAccess = false,
        Options = new Dictionary<string, string>
        {
            // Newer forms of compression; an older program could not read the file anyway, since its schema is newer.
            ["storage_compatibility_version"] = "v1.5.0",
            // Commits stay fast because EventStore decides when to checkpoint; this is the emergency brake.
            ["checkpoint_threshold"] = (options.CheckpointBytes * 8).ToString(System.Globalization.CultureInfo.InvariantCulture) + "B",
            // The planner orders what it wants ordered; not keeping the order of insertion saves memory.
            ["preserve_insertion_order"] = "false",
        },
    };
}
