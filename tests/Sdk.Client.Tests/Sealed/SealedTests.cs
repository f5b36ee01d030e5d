using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Footfall.Client;
using Footfall.Testing;
using Xunit;

namespace Footfall.Sdk.Client.Tests.Sealed;

public sealed class SealedTests : IDisposable
{
    private readonly SealedTransport transport = new();
    private readonly TempDirectory directory = new();

    /// <summary>Before the vectors' statement ends.</summary>
    private readonly FakeClock clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task WhatIsSealedOnlyTheOwnersKeyOpens()
    {
        await using var world = NewClient();
        world.Client.TrackView(new() { PageUrl = "https://example.org/a", Props = new() { ["plan"] = "canary-plan" } });
        world.Client.TrackEvent("signup", null, new() { User = "canary-user", Forward = new Forward("192.0.2.77", "canary-agent") });
        Assert.True(await world.Client.FlushAsync(Stop));
        var request = Assert.Single(transport.Sent);
        var outside = Encoding.Latin1.GetString(request.Body.Span) + request.Url + string.Join(',', request.Headers);
        foreach (var word in (string[])["canary", "example.org/a", "192.0.2.77", "ff_test", "signup"]) Assert.DoesNotContain(word, outside, StringComparison.Ordinal);

        var events = transport.Open(request);
        Assert.Equal(["pageview", "signup"], events.Select(one => one.GetProperty("name").GetString()));
        Assert.Equal("canary-plan", events[0].GetProperty("props").GetProperty("plan").GetString());
        Assert.Equal("canary-agent", events[1].GetProperty("user_agent").GetString());
        Assert.Equal(clock.GetUtcNow().ToUnixTimeMilliseconds(), events[0].GetProperty("time").GetInt64());
        Assert.StartsWith("footfall-dotnet/", events[0].GetProperty("library").GetString(), StringComparison.Ordinal);
        Assert.False(events[1].TryGetProperty("user", out _));
        Assert.False(events[1].TryGetProperty("ip", out _));
        Assert.Equal(new ClientStatus(0, 2, 0, null), world.Client.Status);
        Assert.Equal("https://stats.example.org/collect/sealed?key=ff_test", transport.Requests[0].Url.ToString());
    }

    [Fact]
    public async Task WhoIsIdentifiedIsSoInsideOnly()
    {
        await using var world = NewClient(options => (options.Identity, options.Visitor) = (VisitorIdentity.Identified, "canary-installation"));
        world.Client.Identify("canary-user");
        world.Client.TrackEvent("signup");
        await world.Client.FlushAsync(Stop);
        var one = Assert.Single(transport.Open(transport.Sent.Single()));
        Assert.Equal(("canary-installation", "canary-user"), (one.GetProperty("visitor").GetString(), one.GetProperty("user").GetString()));
    }

    [Fact]
    public async Task TheSameEnvelopeIsSentAgain()
    {
        await using var world = NewClient();
        transport.AnswerNext(503, null);
        world.Client.TrackEvent("signup");
        Assert.False(await world.Client.FlushAsync(Stop));
        Assert.False(await world.Client.FlushAsync(Stop));
        world.Client.TrackEvent("later");
        Assert.True(await world.Client.FlushAsync(Stop));
        var sent = transport.Sent.Select(request => Convert.ToHexString(request.Body.Span)).ToArray();
        Assert.Equal(4, sent.Length);
        Assert.Single(sent[..3].Distinct());
        Assert.NotEqual(sent[2], sent[3]);
    }

    [Fact]
    public async Task UnderAnotherPinNothingIsSealedOrSent()
    {
        await using var world = NewClient(options => options.Pin = new string('A', 43));
        world.Client.TrackEvent("before");
        Assert.False(await world.Client.FlushAsync(Stop));
        world.Client.TrackEvent("after");
        Assert.Equal(["pin_refused", "pin_refused"], world.Reasons);
        Assert.Contains("pin does not vouch", world.Client.Status.Failure, StringComparison.Ordinal);
        Assert.Empty(transport.Sent);
    }

    [Theory]
    [InlineData("statement")]
    [InlineData("signature")]
    [InlineData("root_key")]
    public async Task AWordThatWasTamperedWithIsRefused(string member)
    {
        var word = SealedTransport.Statement();
        word[member] = (word[member][0] == 'A' ? "B" : "A") + word[member][1..];
        transport.Word = () => new TransportAnswer(200, null, JsonSerializer.SerializeToUtf8Bytes(word));
        await using var world = NewClient();
        world.Client.TrackEvent("signup");
        await world.Client.FlushAsync(Stop);
        Assert.Equal(["pin_refused"], world.Reasons);
        Assert.Empty(transport.Sent);
    }

    [Fact]
    public async Task AStatementThatHasEndedIsRefused()
    {
        clock.Advance(TimeSpan.FromDays(30));
        await using var world = NewClient();
        world.Client.TrackEvent("signup");
        await world.Client.FlushAsync(Stop);
        Assert.Equal(["pin_refused"], world.Reasons);
    }

    [Fact]
    public async Task UntilThereIsAKeyEventsWait()
    {
        transport.Word = () => new TransportAnswer(404);
        await using var world = NewClient();
        world.Client.TrackEvent("signup");
        Assert.False(await world.Client.FlushAsync(Stop));
        Assert.Equal((1, "the project has no key to seal to"), (world.Client.Status.Waiting, world.Client.Status.Failure));
        transport.Word = new SealedTransport().Word;
        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.Equal(1, world.Client.Status.Sent);
    }

    [Fact]
    public async Task AfterHalfADayTheKeyIsAskedForAgain()
    {
        await using var world = NewClient();
        world.Client.TrackEvent("one");
        await world.Client.FlushAsync(Stop);
        clock.Advance(TimeSpan.FromHours(11));
        world.Client.TrackEvent("two");
        await world.Client.FlushAsync(Stop);
        Assert.Single(transport.Requests, request => request.Method == "GET");
        clock.Advance(TimeSpan.FromHours(1));
        world.Client.TrackEvent("three");
        await world.Client.FlushAsync(Stop);
        Assert.Equal(2, transport.Requests.Count(request => request.Method == "GET"));
    }

    [Fact]
    public async Task WhatDoesNotFitInOneEnvelopeIsParted()
    {
        await using var world = NewClient();
        for (var i = 0; i < 4; i++) world.Client.TrackEvent("random", new() { ["text"] = RandomText(20_000) });
        world.Client.TrackEvent("beyond", new() { ["text"] = RandomText(100_000) });
        Assert.True(await world.Client.FlushAsync(Stop));
        Assert.Equal(4, transport.Sent.Sum(request => transport.Open(request).Length));
        Assert.All(transport.Sent, request => Assert.True(request.Body.Length <= 65_540));
        Assert.Equal(["too_large"], world.Reasons);
        Assert.Equal(new ClientStatus(0, 4, 1, null), world.Client.Status);
    }

    [Fact]
    public async Task OnTheDiskLieEnvelopesAndTheWordForTheKey()
    {
        await using (var first = NewClient(Offline))
        {
            transport.AnswerNext(null, null);
            first.Client.TrackEvent("canary-event", new() { ["plan"] = "canary-plan" });
            Assert.False(await first.Client.FlushAsync(Stop));
        }

        var files = Directory.GetFiles(directory["waiting"]);
        Assert.Equal(2, files.Length);
        Assert.All(files, file => Assert.DoesNotContain("canary", File.ReadAllText(file), StringComparison.Ordinal));

        transport.Word = () => null;
        await using var second = NewClient(Offline);
        second.Client.TrackEvent("without network");
        Assert.True(await second.Client.FlushAsync(Stop));
        Assert.Equal(["canary-event", "without network"], transport.Sent.Skip(1).SelectMany(transport.Open).Select(one => one.GetProperty("name").GetString()).Distinct());
    }

    [Fact]
    public async Task ADamagedStatementIsNone()
    {
        Directory.CreateDirectory(directory["waiting"]);
        await File.WriteAllTextAsync(Path.Combine(directory["waiting"], "statement.json"), """{"statement": "AAAA"}""", Stop);
        transport.Word = () => null;
        await using var world = NewClient(Offline);
        world.Client.TrackEvent("signup");
        Assert.False(await world.Client.FlushAsync(Stop));
        Assert.Equal(1, world.Client.Status.Waiting);
        Assert.Empty(transport.Sent);
    }

    [Fact]
    public async Task AKeyThatTheServerHasReplacedIsForgotten()
    {
        var asked = 0;
        var word = transport.Word;
        transport.Word = () =>
        {
            asked++;
            return word();
        };
        var told = new ToldOnce(transport, """{"accepted":0,"dropped":[{"index":0,"reason":"epoch_closed"}]}""");
        await using var world = NewClient(options => options.Transport = told);
        world.Client.TrackEvent("one");
        await world.Client.FlushAsync(Stop);
        world.Client.TrackEvent("two");
        await world.Client.FlushAsync(Stop);
        Assert.Equal(2, asked);
        Assert.Equal(["epoch_closed"], world.Reasons);
        Assert.Equal(1, world.Client.Status.Sent);
    }

    [Fact]
    public async Task DebugPrintsWhatLiesInside()
    {
        var output = new StringWriter();
        var before = Console.Error;
        Console.SetError(output);
        try
        {
            await using var world = NewClient(options => options.Debug = true);
            world.Client.TrackEvent("signup");
            await world.Client.FlushAsync(Stop);
        }
        finally
        {
            Console.SetError(before);
        }

        Assert.Contains("\"b\":\"signup\"", output.ToString(), StringComparison.Ordinal);
    }

    private static string RandomText(int length) => Convert.ToHexString(RandomNumberGenerator.GetBytes(length));

    private void Offline(FootfallOptions options) => options.OfflineDirectory = directory["waiting"];

    private Clients NewClient(Action<FootfallOptions>? change = null) => new(options =>
    {
        (options.Mode, options.Pin, options.Transport) = (ProjectMode.Sealed, transport.Pin, transport);
        change?.Invoke(options);
    }, clock);

    private sealed class ToldOnce(SealedTransport inner, string body) : IFootfallTransport
    {
        private bool told;

        public async ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
        {
            var answer = await inner.SendAsync(request, cancellationToken);
            if (request.Method == "GET" || told) return answer;
            told = true;
            return new TransportAnswer(202, null, Encoding.UTF8.GetBytes(body));
        }
    }
}
