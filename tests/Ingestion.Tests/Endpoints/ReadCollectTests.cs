using System.Text;
using Footfall.Events;
using Footfall.Ingestion.Endpoints;
using Footfall.Ingestion.Pipeline;
using Xunit;

namespace Footfall.Ingestion.Tests.Endpoints;

public class ReadCollectTests
{
    private static readonly IngestionLimits Limits = new();

    [Theory]
    [InlineData("screen")]
    [InlineData("revenue")]
    [InlineData("props")]
    [InlineData("groups")]
    [InlineData("x")]
    public void NamesOfLoneSurrogatesSpoilNoEvent(string field)
    {
        var events = "{\"name\":\"a\",\"\\ud800\":1,\"" + field + "\":{\"\\ud800\":1,\"w\\u0069dth\":2}},{\"name\":\"b\"}";
        var (request, refusal) = ReadCollect.Batch(Encoding.UTF8.GetBytes("{\"key\":\"k\",\"\\udfff\":1,\"events\":[" + events + "]}"), Limits);
        Assert.Null(refusal);
        Assert.Equal(["a", "b"], request!.Drafts.Select(draft => draft.Name));
    }

    [Fact]
    public void EachFieldOfAnEventIsRead()
    {
        var draft = Event("""
            {"id":"0190a5b4-1234-7abc-8def-123456789012","name":"purchase","time":"2026-11-22T10:15:00.123Z","url":"https://example.org/a?b=1",
             "title":"A","referrer":"https://news.example/","visitor":"v","session":"s","user":"u","language":"en-GB",
             "revenue":{"amount":"42.50","currency":"eur"},"engagement_ms":4182,"scroll_depth":71,"duration_ms":100,
             "screen":{"width":1440,"height":900},"interactive":false,"groups":{"deployment":"dep_1"},"ip":"203.0.113.9","user_agent":"UA","demo":true}
            """);

        Assert.Null(draft.Fault);
        Assert.Equal(Guid.Parse("0190a5b4-1234-7abc-8def-123456789012"), draft.Id);
        Assert.Equal("purchase", draft.Name);
        Assert.Equal(new DateTime(2026, 11, 22, 10, 15, 0, 123, DateTimeKind.Utc), draft.Time);
        Assert.Equal(("https://example.org/a?b=1", "A", "https://news.example/"), (draft.Url, draft.Title, draft.Referrer));
        Assert.Equal(("v", "s", "u", "en-GB"), (draft.Visitor, draft.Session, draft.User, draft.Language));
        Assert.Equal(new Revenue(42.5m, "EUR"), draft.Revenue);
        Assert.Equal((4182u, (byte)71, 100u), (draft.EngagementMs!.Value, draft.ScrollDepth!.Value, draft.DurationMs!.Value));
        Assert.Equal(((ushort)1440, (ushort)900), (draft.ScreenWidth!.Value, draft.ScreenHeight!.Value));
        Assert.False(draft.Interactive);
        Assert.Equal([new("deployment", "dep_1")], draft.Groups!);
        Assert.Equal(("203.0.113.9", "UA", true), (draft.Address, draft.UserAgent, draft.Demo));
        Assert.Null(draft.Props);
    }

    [Theory]
    [InlineData("""{"name":"x","props":{"plan":"pro","seats":3,"paid":true,"trial":false,"none":null}}""", "plan=pro seats=3 paid=true trial=false", "seats=3 paid=1 trial=0")]
    [InlineData("""{"name":"x","plan":"pro","seats":3}""", "plan=pro seats=3", "seats=3")]
    [InlineData("""{"name":"x","props":{"timing":{"duration_seconds":1.5,"a":{"b":"c"}}}}""", "timing.duration_seconds=1.5 timing.a.b=c", "timing.duration_seconds=1.5")]
    [InlineData("""{"name":"x","props":{"tags":["a","b",{"c":1}]}}""", """tags=["a","b",{"c":1}]""", "")]
    [InlineData("""{"name":"x","props":{"list":[],"object":{}}}""", "list=[]", "")]
    [InlineData("""{"name":"x","props":{"q":["say \"hi\""]}}""", """q=["say \"hi\""]""", "")]
    [InlineData("""{"name":"x","props":{"auth":[{"password":"p","deep":[{"token":["t"]}]}]}}""", """auth=[{"password":"[redacted:secret]","deep":[{"token":["[redacted:secret]"]}]}]""", "")]
    [InlineData("""{"name":"x","props":{"a":1,"a":"two"}}""", "a=two", "")]
    [InlineData("""{"name":"x","a":1,"props":{"a":2}}""", "a=2", "a=2")]
    [InlineData("""{"name":"x","props":{"big":1e999,"small":-0.5,"long":123456789012345678901234567890}}""", "big=1e999 small=-0.5 long=123456789012345678901234567890", "small=-0.5 long=1.2345678901234568E+29")]
    [InlineData("""{"name":"x","props":{"ip":"1.2.3.4","user_agent":"x","visitor":"v","session":"s","user":"u","kept":"y"}}""", "kept=y", "")]
    [InlineData("""{"name":"x","props":{"userAgent":"x","visitorId":"v","sessionId":"s","userId":"u","userid":"kept"}}""", "userid=kept", "")]
    [InlineData("""{"name":"x","userAgent":"x","visitorId":"v","sessionId":"s","us\u0065rId":"u","eventName":"kept","pageUrl":"kept"}""", "eventName=kept pageUrl=kept", "")]
    [InlineData("""{"name":"x","props":{"\u0069p":"1.2.3.4","a":{"user":"kept"}}}""", "a.user=kept", "")]
    [InlineData("""{"name":"x","props":{"emoji":"\ud83d\ude00","lone":"a\ud800b","zero":"a\u0000b","tab":"a\tb"}}""", "emoji=\U0001F600 lone=a\uFFFDb zero=a\uFFFDb tab=a\tb", "")]
    [InlineData("""{"name":"x","props":{"a":{"b":{"c":{"d":{"e":1}}}}}}""", null, null)]
    public void PropsAreFlattened(string json, string? props, string? numbers)
    {
        var draft = Event(json);

        if (props is null)
        {
            Assert.Equal("a.b.c.d.e=1", Joined(draft.Props));
            return;
        }

        Assert.Null(draft.Fault);
        Assert.Equal(props, Joined(draft.Props));
        Assert.Equal(numbers, Joined(draft.Numbers));
        Assert.Null(draft.Visitor);
    }

    [Theory]
    [InlineData("1", DropReason.NotAnObject, null)]
    [InlineData("null", DropReason.NotAnObject, null)]
    [InlineData("[{}]", DropReason.NotAnObject, null)]
    [InlineData("\"pageview\"", DropReason.NotAnObject, null)]
    [InlineData("""{"name":1}""", DropReason.InvalidField, "name")]
    [InlineData("""{"name":"x","time":"yesterday"}""", DropReason.InvalidField, "time")]
    [InlineData("""{"name":"x","time":{"a":1}}""", DropReason.InvalidField, "time")]
    [InlineData("""{"name":"x","time":-1}""", DropReason.InvalidField, "time")]
    [InlineData("""{"name":"x","time":1e300}""", DropReason.InvalidField, "time")]
    [InlineData("""{"name":"x","url":["a"]}""", DropReason.InvalidField, "url")]
    [InlineData("""{"name":"x","scroll_depth":"half"}""", DropReason.InvalidField, "scroll_depth")]
    [InlineData("""{"name":"x","engagement_ms":-5}""", DropReason.InvalidField, "engagement_ms")]
    [InlineData("""{"name":"x","screen":"1440x900"}""", DropReason.InvalidField, "screen")]
    [InlineData("""{"name":"x","revenue":5}""", DropReason.InvalidField, "revenue")]
    [InlineData("""{"name":"x","revenue":{"amount":"5","currency":"euro"}}""", DropReason.InvalidField, "revenue")]
    [InlineData("""{"name":"x","revenue":{"amount":"1e30","currency":"EUR"}}""", DropReason.InvalidField, "revenue")]
    [InlineData("""{"name":"x","interactive":"yes"}""", DropReason.InvalidField, "interactive")]
    [InlineData("""{"name":"x","props":["a"]}""", DropReason.InvalidField, "props")]
    [InlineData("""{"name":"x","groups":{"a":{"b":1}}}""", DropReason.InvalidField, "groups")]
    [InlineData("""{"name":"x","props":{"a":{"b":{"c":{"d":{"e":{"f":1}}}}}}}""", DropReason.TooDeep, "a.b.c.d.e")]
    [InlineData("""{"name":"x","id":true}""", DropReason.InvalidField, "id")]
    public void AnEventThatCannotBeReadHasAFaultAndItsNeighboursHaveNone(string json, DropReason reason, string? field)
    {
        var drafts = Read("{\"events\":[{\"name\":\"before\"}," + json + """,{"name":"after","props":{"a":1}}]}""").Drafts;

        Assert.Equal(3, drafts.Count);
        Assert.Equal((reason, field), (drafts[1].Fault?.Reason, drafts[1].Fault?.Field));
        Assert.Null(drafts[0].Fault);
        Assert.Null(drafts[2].Fault);
        Assert.Equal("a=1", Joined(drafts[2].Props));
    }

    /// <summary>However many groups are sent, no more are kept to be looked through and handed on.</summary>
    [Fact]
    public void FurtherGroupsAreNotKeptWhileTheyAreRead()
    {
        var groups = string.Join(',', Enumerable.Range(0, 5_000).Select(n => $"\"g{n}\":\"k\""));
        var draft = Event("{\"name\":\"x\",\"groups\":{" + groups + "}}");

        Assert.Equal((DropReason.InvalidField, "groups"), (draft.Fault!.Value.Reason, draft.Fault.Value.Field));
        Assert.InRange(draft.Groups!.Count, 1, 100);
    }

    [Theory]
    [InlineData("""{"name":"x","time":1763806500123}""", "2025-11-22T10:15:00.123")]
    [InlineData("""{"name":"x","time":"2026-11-22T10:15:00"}""", "2026-11-22T10:15:00.000")]
    [InlineData("""{"name":"x","time":"2026-11-22T12:15:00.1239+02:00"}""", "2026-11-22T10:15:00.123")]
    [InlineData("""{"name":"x","time":"2026-11-22 10:15:00Z"}""", "2026-11-22T10:15:00.000")]
    public void TimesAreReadInSeveralForms(string json, string expected) =>
        Assert.Equal(expected, Event(json).Time?.ToString("yyyy-MM-ddTHH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void IdsThatAreNoUuidsBecomeTheSameUuidEachTime()
    {
        var one = Event("""{"name":"x","id":"order-17"}""").Id;

        Assert.Equal(one, Event("""{"name":"x","id":"order-17"}""").Id);
        Assert.NotEqual(one, Event("""{"name":"x","id":"order-18"}""").Id);
        Assert.Equal('8', one.ToString()![14]);
        Assert.Contains(one.ToString()![19], "89ab");
        Assert.Null(Event("""{"name":"x","id":"00000000-0000-0000-0000-000000000000"}""").Id);
        Assert.Equal(DropReason.InvalidField, Event($$"""{"name":"x","id":"{{new string('a', 201)}}"}""").Fault?.Reason);
    }

    [Fact]
    public void WhatAnotherProductToldOfTheClientIsRead()
    {
        var draft = Event("""{"name":"x","enriched":{"browser":"Firefox","browser_version":null,"os":"Linux","device":"Desktop","country":"DE","city":"Köln"}}""");

        Assert.Equal((null, new Client("Firefox", null, "Linux", null, "Desktop"), new Place("DE", null, "Köln")), (draft.Fault, draft.Enriched!.Client, draft.Enriched.Place));
    }

    [Theory]
    [InlineData("[]", "enriched")]
    [InlineData("{\"country\":\"Germany\"}", "enriched.country")]
    [InlineData("{\"country\":\"de\"}", "enriched.country")]
    [InlineData("{\"device\":\"Laptop\"}", "enriched.device")]
    [InlineData("{\"city\":{\"name\":\"Bonn\"},\"os\":\"Linux\"}", "enriched.city")]
    [InlineData("{\"planet\":\"Mars\"}", "enriched.planet")]
    public void WhatItCannotHaveToldIsAFault(string enriched, string field) =>
        Assert.Equal((DropReason.InvalidField, field), (Event($"{{\"name\":\"x\",\"enriched\":{enriched}}}").Fault!.Value.Reason, Event($"{{\"name\":\"x\",\"enriched\":{enriched}}}").Fault!.Value.Field));

    [Fact]
    public void MoreThan64PropsAreRefused()
    {
        var props = string.Join(',', Enumerable.Range(0, 65).Select(i => $"\"p{i}\":{i}"));

        Assert.Equal(DropReason.TooManyProps, Event("{\"name\":\"x\",\"props\":{" + props + "}}").Fault?.Reason);
    }

    [Fact]
    public void ContextIsADefaultForEachEvent()
    {
        var drafts = Read("""
            {"events":[{"name":"a"},{"name":"b","title":"own","props":{"app":"own","n":2}}],
             "context":{"title":"shared","language":"de","library":{"name":"footfall.js","version":"1.0"},"screen":{"width":10,"height":20},"props":{"app":"shared","n":1},"build":"7"}}
            """).Drafts;

        Assert.Equal(("shared", "de", "footfall.js/1.0", (ushort)10), (drafts[0].Title, drafts[0].Language, drafts[0].Library, drafts[0].ScreenWidth!.Value));
        Assert.Equal("app=shared n=1 build=7", Joined(drafts[0].Props));
        Assert.Equal("own", drafts[1].Title);
        Assert.Equal("app=own n=2 build=7", Joined(drafts[1].Props));
        Assert.Equal("n=2 build=7", Joined(drafts[1].Props)[8..]);
    }

    [Fact]
    public void TheEnvelopeIsRead()
    {
        var request = Read("""{"key":"ff_a","sent_at":"2026-11-22T10:00:00Z","retry_count":1,"unknown":{"a":[1]},"events":[]}""");

        Assert.Equal(("ff_a", new DateTime(2026, 11, 22, 10, 0, 0, DateTimeKind.Utc), true), (request.Key, request.SentAt, request.IsRetry));
        Assert.Empty(request.Drafts);
    }

    [Fact]
    public void EventsBeyondTheLimitAreCounted()
    {
        var request = Read($$"""{"events":[{{string.Join(',', Enumerable.Repeat("{\"name\":\"x\"}", 1003))}}]}""");

        Assert.Equal((1000, 3), (request.Drafts.Count, request.Excess));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("   ", "JSON")]
    [InlineData("not json", "JSON")]
    [InlineData("[]", "object")]
    [InlineData("[{\"name\":\"pageview\"}]", "object")]
    [InlineData("\"text\"", "object")]
    [InlineData("{}", "missing")]
    [InlineData("""{"events":{}}""", "array")]
    [InlineData("""{"events":"x"}""", "array")]
    [InlineData("""{"events":[],"context":[]}""", "object")]
    [InlineData("""{"events":[{"name":"x"},]}""", "JSON")]
    [InlineData("""{"events":[] /* none */}""", "JSON")]
    [InlineData("""{"events":[]} trailing""", "JSON")]
    [InlineData("""{"events":[{"name":"x"}""", "JSON")]
    [InlineData("""{'events':[]}""", "JSON")]
    [InlineData("""{"events":[NaN]}""", "JSON")]
    [InlineData("\0\0\0{", "JSON")]
    public void ABodyThatIsNotTheShapeIsRefusedWithARemedy(string body, string word)
    {
        var (request, refusal) = ReadCollect.Batch(Encoding.UTF8.GetBytes(body), Limits);

        Assert.Null(request);
        Assert.Equal(400, refusal!.Status);
        Assert.Contains(word, refusal.Title, StringComparison.Ordinal);
        Assert.NotEmpty(refusal.Remedy);
    }

    [Fact]
    public void BytesThatAreNoUtf8AreReplaced()
    {
        var body = Encoding.Latin1.GetBytes("""{"events":[{"name":"x","title":"Caf""" + "\u00e9" + "\"}]}");

        Assert.Equal("Caf\uFFFD", ReadCollect.Batch(body, Limits).Request!.Drafts[0].Title);
    }

    [Fact]
    public void AByteOrderMarkIsSkippedAndUtf16IsRefused()
    {
        const string body = """{"events":[{"name":"x"}]}""";

        Assert.NotNull(ReadCollect.Batch([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(body)], Limits).Request);
        Assert.Equal(400, ReadCollect.Batch(Encoding.Unicode.GetBytes(body), Limits).Refusal?.Status);
    }

    [Fact]
    public void DepthIsAMatterOfOneEvent()
    {
        var deep = new string('[', 200_000) + new string(']', 200_000);
        var objects = string.Concat(Enumerable.Repeat("{\"a\":", 50_000)) + "1" + new string('}', 50_000);

        var drafts = Read($$$"""{"events":[{"name":"arrays","props":{"a":{{{deep}}} }},{"name":"objects","props":{"b":{{{objects}}} }},{"name":"good"}]}""").Drafts;

        Assert.Null(drafts[0].Fault);
        Assert.Equal(DropReason.TooDeep, drafts[1].Fault?.Reason);
        Assert.Null(drafts[2].Fault);
    }

    [Theory]
    [InlineData("View", """{"key":"ff_a","pageUrl":"https://example.org/","pageTitle":"T","plan":"pro"}""", "pageview", "plan=pro")]
    [InlineData("Interaction", """{"key":"ff_a","type":"click","data":{"elementId":"buy","pageUrl":"https://example.org/","pageTitle":"T"}}""", "click", "elementId=buy")]
    [InlineData("Custom", """{"appName":"ff_a","name":"signup","type":"email","data":{"name":"Pro","type":"x","pageUrl":"https://example.org/","pageTitle":"T"}}""", "signup", "type=x name=Pro")]
    [InlineData("Custom", """{"key":"ff_a","name":"x","pageUrl":"https://example.org/","pageTitle":"T","data":{"userAgent":"UA","userId":"u","visitorId":"v","sessionId":"s","ip":"1.2.3.4","plan":"pro"}}""", "x", "plan=pro")]
    public void ShortCallsAreOneEvent(string shape, string body, string name, string props)
    {
        var (request, _) = ReadCollect.ShortCall(Encoding.UTF8.GetBytes(body), Limits, Enum.Parse<EventShape>(shape));

        Assert.Equal("ff_a", request!.Key);
        var draft = Assert.Single(request.Drafts);
        Assert.Equal((name, "https://example.org/", "T"), (draft.Name, draft.Url, draft.Title));
        Assert.Equal(props, Joined(draft.Props));
    }

    [Theory]
    [InlineData("""{"key":"ff_a","appName":"shop","name":"x"}""", "ff_a")]
    [InlineData("""{"appName":"shop","key":"ff_a","name":"x"}""", "ff_a")]
    [InlineData("""{"appName":"shop","key":"","name":"x"}""", "shop")]
    [InlineData("""{"appName":"shop","key":null,"name":"x"}""", "shop")]
    [InlineData("""{"key":"ff_b","key":"ff_a","name":"x"}""", "ff_a")]
    public void AKeyBesideAnAppNameWins(string body, string key) =>
        Assert.Equal(key, ReadCollect.ShortCall(Encoding.UTF8.GetBytes(body), Limits, EventShape.Custom).Request!.Key);

    private static Draft Event(string json) => Assert.Single(Read($$"""{"events":[{{json}}]}""").Drafts);

    private static CollectRequest Read(string body)
    {
        var (request, refusal) = ReadCollect.Batch(Encoding.UTF8.GetBytes(body), Limits);
        Assert.Null(refusal);
        return request!;
    }

    private static string Joined<T>(IEnumerable<KeyValuePair<string, T>>? pairs) =>
        string.Join(' ', (pairs ?? []).Select(pair => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")));
}
