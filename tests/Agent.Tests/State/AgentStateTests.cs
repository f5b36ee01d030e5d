using System.Text.Json.Nodes;
using Footfall.Agent.Keys;
using Footfall.Agent.State;
using Footfall.Testing;
using Xunit;

namespace Footfall.Agent.Tests.State;

public sealed class AgentStateTests : IDisposable
{
    private const string Stream = "stream/0190c3b8-0000-7000-8000-000000000001/canary of a stream";
    private static readonly DateTimeOffset At = new(2026, 11, 27, 9, 0, 0, TimeSpan.Zero);

    private readonly TempDirectory directory = new();
    private readonly AgentKey key = AgentKey.Generate("laptop");

    private string File => directory["agent.state"];

    public void Dispose()
    {
        key.Dispose();
        directory.Dispose();
    }

    [Fact]
    public void WhatDigestsAndStreamsAreCalledIsOnDiskAsHashesOnly()
    {
        var state = AgentState.Open(File, key);
        state.Saw(Stream, new Seen(3, "head", "first"));
        state.Ran("canary of a digest/0", At);
        state.Save();
        Assert.DoesNotContain("canary", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
        var again = AgentState.Open(File, key);
        Assert.Equal(new Seen(3, "head", "first"), again.Chain(Stream));
        Assert.Equal(At, again.Run("canary of a digest/0"));
        Assert.Null(again.Run("canary of a digest/1"));
    }

    [Fact]
    public void TheHashesAreOfTheAgentsOwnKey()
    {
        var state = AgentState.Open(File, key);
        state.Ran("a digest", At);
        state.Save();
        using var other = AgentKey.Generate("laptop");
        Assert.Null(AgentState.Open(File, other).Run("a digest"));
    }

    [Fact]
    public void AFileThatHadThemInClearIsTakenOver()
    {
        var before = new JsonObject
        {
            ["chains"] = new JsonObject { [Stream] = new JsonArray(2, "head", "") },
            ["runs"] = new JsonObject { ["canary of a digest/0"] = At.ToUnixTimeSeconds() },
        };
        System.IO.File.WriteAllText(File, before.ToJsonString());
        var state = AgentState.Open(File, key);
        Assert.Equal(new Seen(2, "head"), state.Chain(Stream));
        Assert.Equal(At, state.Run("canary of a digest/0"));
        state.Save();
        Assert.DoesNotContain("canary", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
        Assert.Equal(At, AgentState.Open(File, key).Run("canary of a digest/0"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"version":2,"chains":{}}""")]
    public void WhatIsNoStateIsRefusedAndLeftAlone(string text)
    {
        System.IO.File.WriteAllText(File, text);
        Assert.Contains("cannot be read as an agent's state", Assert.Throws<AgentException>(() => AgentState.Open(File, key)).Message, StringComparison.Ordinal);
        Assert.Equal(text, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void OneOfANewerVersionIsRefused()
    {
        System.IO.File.WriteAllText(File, new JsonObject { ["version"] = 3, ["chains"] = new JsonObject(), ["runs"] = new JsonObject() }.ToJsonString());
        Assert.Contains("newer version", Assert.Throws<AgentException>(() => AgentState.Open(File, key)).Message, StringComparison.Ordinal);
    }
}
