using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Footfall.Storage.Control;

/// <summary>The control plane's database: a SQLite file in the data directory. Thread-safe; contexts are not.</summary>
public sealed class ControlDatabase
{
    private readonly DbContextOptions<ControlDbContext> options;

    private ControlDatabase(DbContextOptions<ControlDbContext> options) => this.options = options;

    /// <summary>Opens <c>control.sqlite</c> in the data directory and brings it to this program's version.</summary>
    /// <exception cref="ControlDatabaseException">The file was written by a newer program, or cannot be opened; the message says what to do.</exception>
    public static ControlDatabase Open(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, "control.sqlite");
        var connection = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 10 }.ToString();
        var options = new DbContextOptionsBuilder<ControlDbContext>()
            .UseSqlite(connection)
            // Migrations are written by hand and there is no snapshot to compare with; a test compares the migrated schema with the model instead.
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
            .Options;
        var database = new ControlDatabase(options);
        database.Migrate(path);
        return database;
    }

    public ControlDbContext Connect() => new(options);

    private void Migrate(string path)
    {
        try
        {
            using var control = Connect();
            var known = control.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
            string[] applied = File.Exists(path) ? [.. control.Database.GetAppliedMigrations()] : [];
            if (applied.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
                throw new ControlDatabaseException($"{path} was written by a newer version of Footfall (it has migration {unknown}). Start that version, or restore a backup made before the upgrade.");
            // Also where nothing waits: it takes a lock, which is a write, so that a full disk is told here and by name.
            control.Database.Migrate();
            // Readers and the one writer do not wait for each other.
            control.Database.ExecuteSqlRaw("PRAGMA journal_mode=WAL");
        }
        catch (SqliteException error)
        {
            throw new ControlDatabaseException($"{path} cannot be opened ({error.Message}). Check that the data directory is writable and not full.", error);
        }
    }
}
