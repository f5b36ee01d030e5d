using System.CommandLine;
using Footfall.Testing;
using Xunit;

namespace Footfall.Cli.Tests;

public sealed class AgentCommandTests : IDisposable
{
    private readonly TempDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("ftp://stats.example.org")]
    [InlineData("http://stats.example.org")]
    [InlineData("https://stats.example.org/path")]
    public void AServerThatTheTokenMustNotGoToIsRefused(string server) => Assert.NotEmpty(AgentCommand.Create().Parse(["--server", server, "--key", "a.key", "--ask", "q.json"]).Errors);

    [Fact]
    public async Task WithoutAKeyFileItSaysHowToMakeOne()
    {
        await File.WriteAllTextAsync(directory["a.key"], "{}", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(directory["a.key"], UnixFileMode.UserRead);
        using StringWriter output = new(), errors = new();
        var code = await AgentCommand.Create().Parse(["--server", "http://127.0.0.1:1", "--key", directory["a.key"], "--ask", "q.json"])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, TestContext.Current.CancellationToken);
        Assert.Equal(1, code);
        Assert.Contains("footfall keygen", errors.ToString(), StringComparison.Ordinal);
    }
}
