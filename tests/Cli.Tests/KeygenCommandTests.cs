using System.CommandLine;
using Footfall.Agent.Keys;
using Footfall.Testing;
using Xunit;

namespace Footfall.Cli.Tests;

public sealed class KeygenCommandTests : IDisposable
{
    private readonly TempDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task ItTellsThePublicHalfAndKeepsThePrivateOne()
    {
        var (code, output, _) = await RunAsync("--agent", "laptop", "--out", directory["a.key"]);
        Assert.Equal(0, code);
        using var key = AgentKeyFile.Read(directory["a.key"]);
        Assert.Contains(key.PublicLine, output, StringComparison.Ordinal);
        Assert.Contains(key.Fingerprint, output, StringComparison.Ordinal);
        var secret = System.Buffers.Text.Base64Url.EncodeToString(key.Keys.Sealing.ExportPrivate());
        Assert.Contains(secret, await File.ReadAllTextAsync(directory["a.key"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeysAreNotWrittenOver()
    {
        Assert.Equal(0, (await RunAsync("--agent", "laptop", "--out", directory["a.key"])).Code);
        var before = await File.ReadAllTextAsync(directory["a.key"], TestContext.Current.CancellationToken);
        var (code, _, errors) = await RunAsync("--agent", "laptop", "--out", directory["a.key"]);
        Assert.Equal(1, code);
        Assert.Contains("--out", errors, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(directory["a.key"], TestContext.Current.CancellationToken));
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new(), errors = new();
        var code = await KeygenCommand.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, TestContext.Current.CancellationToken);
        return (code, output.ToString(), errors.ToString());
    }
}
