using Footfall.Server.Logging;
using Xunit;

namespace Footfall.Server.Tests.Logging;

public sealed class RotatingLogFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("footfall-logs-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void AFullFileBecomesTheYoungestOldOne()
    {
        var path = Path.Combine(folder, "logs", "app.jsonl");
        using (var file = new RotatingLogFile(path))
        {
            var line = new string('x', 1024 * 1024);
            for (var i = 0; i < 120; i++) file.WriteLine(line);
            file.WriteLine("last");
            Assert.Equal(0, file.Lost);
        }

        Assert.Equal(["app.jsonl", "app.jsonl.1", "app.jsonl.2", "app.jsonl.3", "app.jsonl.4"], Directory.GetFiles(Path.GetDirectoryName(path)!).Select(f => Path.GetFileName(f)).Order());
        Assert.EndsWith("last\n", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(Path.GetDirectoryName(path)!), f => Assert.InRange(new FileInfo(f).Length, 1, 19L * 1024 * 1024));
    }
}
