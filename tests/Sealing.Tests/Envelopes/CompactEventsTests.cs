using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Sealing.Envelopes;
using Xunit;

namespace Footfall.Sealing.Tests.Envelopes;

/// <summary>schema/vectors/compact.json, which the TypeScript twin reads as well.</summary>
public sealed class CompactEventsTests
{
    private readonly JsonElement _vectors = Vectors.Read("compact.json");

    [Fact]
    public void WhatIsWrittenShortIsReadLong()
    {
        foreach (var vector in _vectors.GetProperty("read").EnumerateArray()) AssertReads(vector.GetProperty("content").GetString()!, vector.GetProperty("events"));
    }

    [Fact]
    public void BothTwinsWriteTheSameAndReadIt()
    {
        foreach (var vector in _vectors.GetProperty("written").EnumerateArray())
        {
            var content = vector.GetProperty("content").GetString()!;
            var events = vector.GetProperty("events").EnumerateArray().Select(item => JsonObject.Create(item)!).ToList();
            Assert.Equal(content, Encoding.UTF8.GetString(CompactEvents.Compact(JsonObject.Create(vector.GetProperty("context"))!, events)));
            AssertReads(content, vector.GetProperty("expanded"));
        }
    }

    [Fact]
    public void WhatNoReaderWouldTakeIsNotWritten()
    {
        Assert.Throws<ArgumentException>(() => CompactEvents.Compact([], [.. Enumerable.Range(0, 1001).Select(_ => new JsonObject())]));
        Assert.Throws<ArgumentException>(() => CompactEvents.Compact([], [new JsonObject { ["time"] = "yesterday" }]));
        Assert.NotNull(CompactEvents.Expand(CompactEvents.Compact([], [.. Enumerable.Range(0, 1000).Select(n => new JsonObject { ["name"] = $"n{n}" })])));
    }

    [Fact]
    public void WritingChangesNeitherTheContextNorTheEvents()
    {
        var (context, events) = (new JsonObject { ["language"] = "en" }, new[] { new JsonObject { ["name"] = "n" }, new JsonObject { ["name"] = "n" } });
        CompactEvents.Compact(context, events);
        Assert.Equal("""{"language":"en"}""", context.ToJsonString());
        Assert.All(events, item => Assert.Equal("""{"name":"n"}""", item.ToJsonString()));
    }

    [Fact]
    public void WhatNoHonestSenderWritesIsRefused()
    {
        foreach (var vector in _vectors.GetProperty("refused").EnumerateArray())
        {
            var content = vector.TryGetProperty("hex", out _) ? vector.Hex("hex") : Encoding.UTF8.GetBytes(vector.GetProperty("content").GetString()!);
            Assert.True(CompactEvents.Expand(content) is null, vector.GetProperty("about").GetString());
        }
    }

    [Fact]
    public void WhatAllEventsShareMustNotBecomeAFlood()
    {
        Assert.NotNull(CompactEvents.Expand(Sharing(330)));
        Assert.Null(CompactEvents.Expand(Sharing(336)));
        static byte[] Sharing(int events) =>
            Encoding.UTF8.GetBytes($$"""{"v":1,"c":{"t":"{{new string('x', 100_000)}}"},"e":[{{string.Join(',', Enumerable.Repeat("{}", events))}}]}""");
    }

    private static void AssertReads(string content, JsonElement events)
    {
        var expanded = CompactEvents.Expand(Encoding.UTF8.GetBytes(content));
        Assert.True(expanded is not null, content);
        using var read = JsonDocument.Parse(expanded);
        Assert.True(JsonElement.DeepEquals(events, read.RootElement.GetProperty("events")), read.RootElement.GetRawText());
    }
}
