using Footfall.Client;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Footfall.Sdk.Client.Tests;

/// <summary>Whatever the caller does, and whatever the caller's own code does when it is called.</summary>
public sealed class NeverThrowsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public async Task AnEventWithoutANameIsUnreadable(string? name)
    {
        await using var world = new Clients();
        world.Client.TrackEvent(name!);
        Assert.Equal(["unreadable"], world.Reasons);
    }

    [Fact]
    public async Task PropsThatContainThemselvesAreUnreadable()
    {
        await using var world = new Clients();
        var props = new Props();
        props["self"] = props;
        world.Client.TrackEvent("endless", props);
        world.Client.TrackEvent("sound", new() { ["number"] = double.NaN });
        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.Equal(["unreadable"], world.Reasons);
        Assert.Equal(["sound"], world.Names);
    }

    [Fact]
    public async Task HalfASurrogatePairLosesNoOtherEvent()
    {
        await using var world = new Clients();
        world.Client.TrackEvent("half", new() { ["text"] = "\ud83d" });
        world.Client.TrackEvent("sound");
        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.Contains("sound", world.Names);
        Assert.Equal(2, world.Names.Length + world.Drops.Count);
    }

    [Theory]
    [InlineData(null, "ff_test", ProjectMode.Anonymous)]
    [InlineData("ftp://stats.example.org", "ff_test", ProjectMode.Anonymous)]
    [InlineData("https://stats.example.org", " ", ProjectMode.Anonymous)]
    [InlineData("https://stats.example.org", "ff_test", ProjectMode.Sealed)]
    [InlineData("https://stats.example.org", "ff_test", (ProjectMode)9)]
    public async Task OptionsThatCannotWorkSendNothing(string? address, string key, ProjectMode mode)
    {
        await using var world = new Clients(options => (options.ApiBaseUrl, options.Key, options.Mode) = (address, key, mode));
        world.Client.TrackEvent("signup");
        Assert.False(await world.Client.FlushAsync(Stop));
        Assert.Equal(["misconfigured"], world.Reasons);
        Assert.NotNull(world.Client.Status.Failure);
        Assert.Empty(world.Transport.Requests);
    }

    [Fact]
    public async Task NoOptionsAtAllSendNothing()
    {
        await using var client = new FootfallClient(null!);
        client.TrackEvent("signup");
        Assert.Equal(1, client.Status.Dropped);
    }

    [Fact]
    public async Task WhatTheCallersOwnCodeThrowsIsCaught()
    {
        await using var world = new Clients(options =>
        {
            options.OnDrop = _ => throw new InvalidOperationException("mine");
            options.Debug = true;
        }, logger: new ThrowingLogger());
        world.Client.TrackEvent("");
        world.Client.TrackEvent("signup");
        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.Equal(["signup"], world.Names);
    }

    [Fact]
    public async Task AfterItsEndItGivesUpWhatIsTold()
    {
        var world = new Clients();
        world.Client.TrackEvent("before");
        await world.Client.DisposeAsync();
        world.Client.TrackEvent("after");
        Assert.False(await world.Client.FlushAsync(Stop));
        await world.Client.DisposeAsync();
        Assert.Equal(["before"], world.Names);
        Assert.Equal(["shut_down"], world.Reasons);
    }

    private sealed class ThrowingLogger : ILogger<FootfallClient>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => throw new InvalidOperationException("the log is full");
    }
}
