using System.Text.Json;
using System.Text.Json.Serialization;
using Footfall.Events;
using FsCheck;
using FsCheck.Fluent;

namespace Footfall.Ingestion.Tests.Journal;

/// <summary>Events with anything in them.</summary>
internal static class RandomEvents
{
    /// <summary>Tells NaN and infinities apart too.</summary>
    public static JsonSerializerOptions Json { get; } = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static Arbitrary<Event> Arbitrary() => Gen.Choose(int.MinValue, int.MaxValue).Select(seed => From(new Random(seed))).ToArbitrary();

    public static Event Full() => new()
    {
        Project = new ProjectNumber(7),
        Id = new Guid("0198c6f2-8f43-7c11-9d7a-3f2a5b1c0d9e"),
        Time = new DateTime(2026, 3, 14, 15, 9, 26, DateTimeKind.Utc).AddTicks(5_353_897),
        ReceivedAt = new DateTime(2026, 3, 14, 15, 9, 27, DateTimeKind.Utc),
        Name = "purchase",
        Visitor = new VisitorId(0),
        ClientVisitor = "v-1",
        Session = "s-1",
        User = "u-1",
        Hostname = "example.org",
        Path = "/größe",
        UrlQuery = "?a=b",
        Title = new string('t', 2048),
        Referrer = "news.example/1",
        Acquisition = new Acquisition
        {
            Source = "Google",
            Referrer = "google.com/",
            Channel = "Paid Search",
            UtmSource = "a",
            UtmMedium = "b",
            UtmCampaign = "c",
            UtmContent = "d",
            UtmTerm = "e",
            ClickId = "gclid",
        },
        FirstTouch = new Acquisition { Source = "Bing", Referrer = "bing.com", Channel = "Organic Search", UtmSource = "g", UtmMedium = "h", UtmCampaign = "i", UtmContent = "j", UtmTerm = "k" },
        Client = new Client("Firefox", "131", "Linux", "6", "Desktop"),
        Place = new Place("DE", "BE", "Berlin"),
        Language = "de-DE",
        ScreenWidth = ushort.MaxValue,
        ScreenHeight = 0,
        EngagementMs = uint.MaxValue,
        ScrollDepth = 100,
        DurationMs = 0,
        Revenue = new Revenue(-42.500m, "EUR"),
        Interactive = false,
        BotReason = "user_agent",
        OptedOut = true,
        Demo = true,
        Library = "footfall.js/0.1.0",
        Props = [new("plan", "pro"), new("empty", "")],
        Numbers = [new("seats", 3), new("nan", double.NaN)],
        Groups = [new("deployment", "dep_1")],
    };

    private static Event From(Random random) => new()
    {
        Project = new ProjectNumber(random.Next(1, int.MaxValue)),
        Id = new Guid(Bytes(random, 16)),
        Time = Time(random),
        ReceivedAt = Time(random),
        Name = Text(random),
        Visitor = Maybe(random) ? new VisitorId((ulong)random.NextInt64(long.MinValue, long.MaxValue)) : null,
        ClientVisitor = MaybeText(random),
        Session = MaybeText(random),
        User = MaybeText(random),
        Hostname = MaybeText(random),
        Path = MaybeText(random),
        UrlQuery = MaybeText(random),
        Title = MaybeText(random),
        Referrer = MaybeText(random),
        Acquisition = new Acquisition
        {
            Source = MaybeText(random),
            Referrer = MaybeText(random),
            Channel = Maybe(random) ? Text(random) : "Direct",
            UtmSource = MaybeText(random),
            UtmMedium = MaybeText(random),
            UtmCampaign = MaybeText(random),
            UtmContent = MaybeText(random),
            UtmTerm = MaybeText(random),
            ClickId = MaybeText(random),
        },
        FirstTouch = Maybe(random) ? null : new Acquisition
        {
            Source = MaybeText(random),
            Referrer = MaybeText(random),
            Channel = Maybe(random) ? Text(random) : "Direct",
            UtmSource = MaybeText(random),
            UtmMedium = MaybeText(random),
            UtmCampaign = MaybeText(random),
            UtmContent = MaybeText(random),
            UtmTerm = MaybeText(random),
        },
        Client = new Client(MaybeText(random), MaybeText(random), MaybeText(random), MaybeText(random), MaybeText(random)),
        Place = new Place(MaybeText(random), MaybeText(random), MaybeText(random)),
        Language = MaybeText(random),
        ScreenWidth = Maybe(random) ? (ushort)random.Next(65536) : null,
        ScreenHeight = Maybe(random) ? (ushort)random.Next(65536) : null,
        EngagementMs = Maybe(random) ? (uint)random.NextInt64(1L << 32) : null,
        ScrollDepth = Maybe(random) ? (byte)random.Next(256) : null,
        DurationMs = Maybe(random) ? (uint)random.NextInt64(1L << 32) : null,
        Revenue = Maybe(random) ? new Revenue(new decimal(random.Next(), random.Next(), random.Next(), Maybe(random), (byte)random.Next(29)), Text(random)) : null,
        Interactive = Maybe(random),
        BotReason = MaybeText(random),
        OptedOut = Maybe(random),
        Demo = Maybe(random),
        Library = MaybeText(random),
        Props = Map(random, Text),
        Numbers = Map(random, r => BitConverter.Int64BitsToDouble(r.NextInt64(long.MinValue, long.MaxValue))),
        Groups = Map(random, Text),
    };

    private static bool Maybe(Random random) => random.Next(2) == 0;

    private static string? MaybeText(Random random) => Maybe(random) ? Text(random) : null;

    private static string Text(Random random)
    {
        // Around the length where the encoding of lengths changes, and all over the planes of Unicode.
        var runes = random.Next(3) == 0 ? random.Next(38, 50) : random.Next(random.Next(2) == 0 ? 4 : 300);
        return string.Concat(Enumerable.Range(0, runes).Select(_ => char.ConvertFromUtf32(random.Next(4) switch
        {
            0 => random.Next(0x80),
            1 => random.Next(0x80, 0x800),
            2 => random.Next(0xE000, 0x10000),
            _ => random.Next(0x10000, 0x110000),
        })));
    }

    private static KeyValuePair<string, T>[] Map<T>(Random random, Func<Random, T> value) =>
        [.. Enumerable.Range(0, Maybe(random) ? 0 : random.Next(6)).Select(_ => KeyValuePair.Create(Text(random), value(random)))];

    private static DateTime Time(Random random) => new(random.NextInt64(DateTime.MaxValue.Ticks), DateTimeKind.Utc);

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
