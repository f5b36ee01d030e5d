using System.Globalization;
using Footfall.Cli.Import;
using Footfall.Cli.Sending;
using Footfall.Cli.Tests.Demo;
using Footfall.Testing;
using Xunit;

namespace Footfall.Cli.Tests.Import;

public sealed class ImportWorkTests : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly FakeServer server = new();
    private readonly StringWriter screen = new(CultureInfo.InvariantCulture);

    [Fact]
    public async Task AllIsSentOnceHoweverOftenItIsAsked()
    {
        await WriteAsync(Lines(0, 1200));

        Assert.Equal(0, await SendAsync());
        Assert.Equal(0, await SendAsync());

        Assert.Equal(1200, server.Events.Count);
        Assert.Contains("Imported already", screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatALogHasGrownByIsSent()
    {
        await WriteAsync(Lines(0, 10));
        await SendAsync();
        await File.AppendAllTextAsync(Log, Lines(10, 5), TestContext.Current.CancellationToken);

        Assert.Equal(0, await SendAsync());

        Assert.Equal(15, server.Events.Distinct().Count());
        Assert.Equal(15, server.Events.Count);
    }

    [Fact]
    public async Task ARunThatFailedGoesOnAfterWhatWasAcknowledged()
    {
        await WriteAsync(Lines(0, 500 * 30));
        server.FailsAfter = 25;
        await Assert.ThrowsAsync<CommandException>(SendAsync);
        server.FailsAfter = int.MaxValue;

        Assert.Equal(0, await SendAsync());

        Assert.Equal(500 * 30, server.Events.Distinct().Count());
        Assert.True(server.Events.Count < 500 * 40, "It began anew.");
        Assert.Contains("Going on after row 10,000", screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherFileOfTheSameNameIsAnotherImport()
    {
        await WriteAsync(Lines(0, 10));
        await SendAsync();
        await WriteAsync(Lines(100, 10));

        await SendAsync();

        Assert.Equal(20, server.Events.Distinct().Count());
    }

    [Fact]
    public async Task RowsThatCannotBeReadAreToldAllInAFile()
    {
        await WriteAsync(string.Concat(Enumerable.Repeat("nonsense\n", 30)) + Lines(0, 1));

        Assert.Equal(1, await SendAsync());

        Assert.Single(server.Events);
        var file = Assert.Single(Directory.GetFiles(directory["imports"], "*.faults.txt"));
        Assert.Equal(30, (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Length);
        Assert.Contains("30 rows that cannot be read", screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADryRunSendsAndKeepsNothing()
    {
        await WriteAsync(Lines(0, 3) + "nonsense\n");

        Assert.Equal(1, await Work(Order with { IsDry = true, Key = null }).TryAsync(TestContext.Current.CancellationToken));

        Assert.Empty(server.Events);
        Assert.False(Directory.Exists(directory["imports"]));
        Assert.Contains("4 rows, 3 events, 1 rows that cannot be read", screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFollowedLogIsReadThroughItsRotation()
    {
        await WriteAsync(Lines(0, 4));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var following = SendAsync(Order with { Follows = true }, stop.Token);
        await server.HasAsync(4);

        await File.AppendAllTextAsync(Log, Lines(4, 2), stop.Token);
        File.Move(Log, directory["access.log.1"]);
        await File.AppendAllTextAsync(directory["access.log.1"], Lines(6, 1), stop.Token);
        await WriteAsync(Lines(7, 3));
        await server.HasAsync(10);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
        Assert.Equal(10, server.Events.Distinct().Count());
    }

    [Theory]
    [InlineData(true, false, "umami", "a.csv", null, "Only an access-log can be followed.")]
    [InlineData(true, false, "access-log", "a.log.gz", null, "Only a log that is being written can be followed, and not in a dry run.")]
    [InlineData(false, false, "ga4", "a.json", "not a host", "--hostname takes a name such as example.org.")]
    [InlineData(false, true, "ga4", "a.json", null, "Name the project by --key, or look first what would be sent by --dry-run.")]
    public void WhatCannotBeDoneIsSaidBefore(bool follows, bool keyless, string format, string file, string? hostname, string said) =>
        Assert.Equal(said, new ImportOrder { Format = format, File = file, Key = keyless ? null : "ff_x", Hostname = hostname, Follows = follows }.Check());

    public void Dispose()
    {
        server.Dispose();
        directory.Dispose();
    }

    private string Log => directory["access.log"];

    private ImportOrder Order => new() { Format = "access-log", File = Log, Key = FakeServer.Key, Hostname = "example.org" };

    private ImportWork Work(ImportOrder order) => new(order, directory.Path, screen, isTerminal: false, TimeProvider.System);

    private Task<int> SendAsync() => SendAsync(Order, TestContext.Current.CancellationToken);

    private async Task<int> SendAsync(ImportOrder order, CancellationToken cancellation)
    {
        using var target = await Target.FindAsync(new Uri("http://127.0.0.1:8000"), "token", order.Key, server, cancellation);
        return await Work(order).SendAsync(target, cancellation);
    }

    private Task WriteAsync(string text) => File.WriteAllTextAsync(Log, text, TestContext.Current.CancellationToken);

    private static string Lines(int from, int count) => string.Concat(Enumerable.Range(from, count).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"203.0.113.{i % 250} - - [22/Nov/2026:10:{i / 60 % 60:00}:{i % 60:00} +0000] \"GET /{i} HTTP/1.1\" 200 5 \"-\" \"UA\"\n")));
}
