using Footfall.DuckDb;
using Footfall.Reliability.Tests.Running;
using Footfall.Testing;
using Xunit;

namespace Footfall.Reliability.Tests;

/// <summary>A data directory that cannot be used: the server says so in a sentence and ends, and harms nothing.</summary>
public sealed class DataDirectoryTests : IDisposable
{
    private readonly TempDirectory data = new();

    [Fact]
    public async Task ASecondServerRefusesADirectoryThatIsInUse()
    {
        await using var first = await ServerProcess.StartAsync(data.Path);
        var project = await first.CreateProjectAsync();

        var (code, output) = await ServerProcess.RefuseAsync(data.Path);

        Assert.Equal(1, code);
        Says(output, "Another server uses the data directory", "FOOTFALL_DATA");
        var sender = new Sender(project, seed: 1);
        await sender.SendAsync(first.Client, waits: true);
        Assert.NotEmpty(sender.Stored);
    }

    [Fact]
    public async Task ADirectoryThatCannotBeWrittenIsNamed()
    {
        using var disk = new SmallDisk(16);
        disk.MakeReadOnly();

        var (code, output) = await ServerProcess.RefuseAsync(disk.Path);

        Assert.Equal(1, code);
        Says(output, disk.Path, "FOOTFALL_DATA");
    }

    [Fact]
    public async Task ADirectoryThatBecameReadOnlyIsNamed()
    {
        using var disk = new SmallDisk(64);
        await using (var server = await ServerProcess.StartAsync(disk.Path)) await server.StopAsync();
        disk.MakeReadOnly();

        var (code, output) = await ServerProcess.RefuseAsync(disk.Path);

        Assert.Equal(1, code);
        Says(output, disk.Path, "FOOTFALL_DATA");
    }

    [Fact]
    public async Task AnEventStoreThatAnotherProgramHoldsIsNamed()
    {
        await using (var server = await ServerProcess.StartAsync(data.Path)) await server.StopAsync();
        using var held = DuckDbDatabase.Open(data["events.duckdb"]);

        var (code, output) = await ServerProcess.RefuseAsync(data.Path);

        Assert.Equal(1, code);
        Says(output, "Another program has", "events.duckdb");
    }

    [Fact]
    public async Task SaltsThatCannotBeWrittenStopTheStart()
    {
        Directory.CreateDirectory(data.Path);
        await File.WriteAllTextAsync(data["salts"], "no directory", TestContext.Current.CancellationToken);

        var (code, output) = await ServerProcess.RefuseAsync(data.Path);

        Assert.Equal(1, code);
        Says(output, "salts");
    }

    public void Dispose() => data.Dispose();

    private static void Says(string output, params string[] words)
    {
        var said = Assert.Single(output.Split('\n'), line => line.StartsWith("footfall: ", StringComparison.Ordinal));
        Assert.All(words, word => Assert.Contains(word, said, StringComparison.Ordinal));
        Assert.DoesNotContain("   at Footfall.", output, StringComparison.Ordinal);
    }
}
