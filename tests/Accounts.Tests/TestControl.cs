using Footfall.Storage.Control;
using Microsoft.Data.Sqlite;

namespace Footfall.Accounts.Tests;

/// <summary>A real control-plane database in a directory of its own, and a clock that stands still until it is told to go on.</summary>
internal sealed class TestControl : TimeProvider, IDisposable
{
    private DateTimeOffset now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public TestControl()
    {
        Folder = Directory.CreateTempSubdirectory("footfall-accounts-").FullName;
        Database = ControlDatabase.Open(Folder);
        Projects = new ProjectDirectory(Database);
    }

    public string Folder { get; }

    public ControlDatabase Database { get; }

    public ProjectDirectory Projects { get; }

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Pass(TimeSpan time) => now += time;

    public void Dispose()
    {
        Projects.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
