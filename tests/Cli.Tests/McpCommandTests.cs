using Xunit;

namespace Footfall.Cli.Tests;

public sealed class McpCommandTests
{
    [Theory]
    [InlineData]
    [InlineData("--server", "https://a.example", "--link", "https://a.example/share/x")]
    [InlineData("--server", "http://stats.example.org")]
    [InlineData("--link", "https://stats.example.org/projects/x")]
    [InlineData("--link", "http://stats.example.org/share/x")]
    public async Task WhereTheTokenMustNotGoToIsRefused(params string[] arguments) => Assert.Equal(1, await McpCommand.Create().Parse(arguments).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
}
