using System.Globalization;
using Footfall.DuckDb;

namespace Footfall.Storage.Events;

/// <summary>Brings an event store to the schema that this program knows: the embedded files <c>Migrations/NNNN_name.sql</c>, in order, each in a transaction.</summary>
internal static class EventMigrations
{
    private const string Folder = "Footfall.Storage.Events.Migrations.";

    /// <summary>The newest schema that this program knows.</summary>
    public static int Newest => Known.Max(m => m.Number);

    private static List<(int Number, string Resource)> Known { get; } =
    [
        .. typeof(EventMigrations).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => (int.Parse(name.AsSpan(Folder.Length, 4), CultureInfo.InvariantCulture), name))
            .Order(),
    ];

    /// <exception cref="EventStoreUnavailableException">The data is newer than the program.</exception>
    public static void Run(DuckDbConnection connection)
    {
        // No default of now(): that function belongs to an extension in some builds.
        connection.Execute("CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER NOT NULL, name VARCHAR NOT NULL)");
        var done = NewestDone(connection);
        if (done > Newest)
        {
            throw new EventStoreUnavailableException(
                $"The event store has schema {done}, this program knows up to {Newest}: start the newer program that wrote it, or restore a backup made before the upgrade.")
            {
                Fault = EventStoreFault.Newer,
            };
        }

        foreach (var (number, resource) in Known.Where(m => m.Number > done))
            Run(connection, number, resource);
    }

    private static void Run(DuckDbConnection connection, int number, string resource)
    {
        using var stream = typeof(EventMigrations).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        connection.Execute("BEGIN TRANSACTION");
        try
        {
            connection.Execute(reader.ReadToEnd());
            using var record = connection.Prepare("INSERT INTO schema_migrations VALUES (?, ?)");
            record.Bind(1, number).Bind(2, resource[Folder.Length..^4]).Execute();
            connection.Execute("COMMIT");
        }
        catch (DuckDbException)
        {
            StoreTransaction.RollBack(connection);
            throw;
        }
    }

    private static int NewestDone(DuckDbConnection connection)
    {
        using var result = connection.Query("SELECT coalesce(max(number), 0) FROM schema_migrations");
        return result.NextChunk(out var chunk) ? (int)chunk.Column(0).GetInt64(0) : 0;
    }
}
