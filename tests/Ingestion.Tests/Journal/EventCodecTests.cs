using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Journal.Codec;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Footfall.Ingestion.Tests.Journal;

public sealed class EventCodecTests
{
    [Fact]
    public void EveryEventComesBackAsItWas() =>
        Prop.ForAll(RandomEvents.Arbitrary(), original => AsText(Decoded(Encoded(original))) == AsText(original))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void EveryFieldIsCarried()
    {
        // A new property of Event that the codec forgets shows here: all of them are set to something else than their default.
        var full = RandomEvents.Full();
        var fresh = new Event { Project = full.Project, Id = Guid.Empty, Time = default, ReceivedAt = default, Name = "" };
        foreach (var property in typeof(Event).GetProperties().Where(property => property.Name != nameof(Event.Project)))
            Assert.False(Equals(property.GetValue(full), property.GetValue(fresh)), $"RandomEvents.Full leaves {property.Name} at its default.");
        Assert.Equal(AsText(full), AsText(Decoded(Encoded(full))));
    }

    [Fact]
    public void RandomBytesAreRefusedByTheCodecsOwnError() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => DecodesOrRefuses(bytes)).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void EveryTruncationAndEveryFlippedByteIsDecodedOrRefused()
    {
        var bytes = Encoded(RandomEvents.Full());
        for (var length = 0; length < bytes.Length; length++) Assert.Throws<EventFormatException>(() => EventCodec.Decode(bytes.AsSpan(0, length)));
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var flip in new byte[] { 0x01, 0x80, 0xFF })
            {
                bytes[at] ^= flip;
                Assert.True(DecodesOrRefuses(bytes));
                bytes[at] ^= flip;
            }
        }
    }

    [Fact]
    public void AnUnknownVersionIsRefused()
    {
        var bytes = Encoded(RandomEvents.Full());
        bytes[0] = 3;
        Assert.Throws<EventFormatException>(() => EventCodec.Decode(bytes));
    }

    [Fact]
    public void AnEventOfTheFirstVersionIsStillRead()
    {
        var original = RandomEvents.Full();
        original.FirstTouch = null;
        var bytes = Encoded(original);
        bytes[0] = 1;
        Assert.Equal(AsText(original), AsText(EventCodec.Decode(bytes)));
    }

    [Fact]
    public void TheFirstVersionHasNoFieldsOfTheSecond()
    {
        var bytes = Encoded(RandomEvents.Full());
        bytes[0] = 1;
        Assert.Throws<EventFormatException>(() => EventCodec.Decode(bytes));
    }

    [Fact]
    public void UnpairedSurrogatesBecomeReplacementCharacters()
    {
        var original = RandomEvents.Full();
        original.Title = "a\uD800b";
        Assert.Equal("a\uFFFDb", Decoded(Encoded(original)).Title);
    }

    [Fact]
    public void PooledStringsAreTheSame()
    {
        var strings = new StringPool();
        var bytes = Encoded(RandomEvents.Full());
        var first = EventCodec.Decode(bytes, strings);
        var second = EventCodec.Decode(bytes, strings);
        Assert.Same(first.Hostname, second.Hostname);
        Assert.Equal(AsText(first), AsText(second));
    }

    private static byte[] Encoded(Event original)
    {
        var writer = new ByteWriter();
        EventCodec.Encode(original, writer);
        return writer.Written.ToArray();
    }

    private static Event Decoded(byte[] bytes) => EventCodec.Decode(bytes);

    private static bool DecodesOrRefuses(byte[] bytes)
    {
        try
        {
            EventCodec.Decode(bytes);
        }
        catch (EventFormatException)
        {
            // The one exception that is allowed; any other fails the test.
        }

        return true;
    }

    private static string AsText(Event item) => JsonSerializer.Serialize(item, RandomEvents.Json);
}
