using System.Net;
using System.Text.Json.Nodes;
using Footfall.Events;
using Footfall.Sealing.Envelopes;
using Footfall.Storage.Sealed;
using Xunit;

namespace Footfall.Ingestion.Tests.Endpoints;

/// <summary><c>POST /collect/sealed</c> and the statement, from the wire to the store and back through the key holder's hands.</summary>
public sealed class SealedCollectTests(CollectHost host) : IClassFixture<CollectHost>, IDisposable
{
    private const string Path = "/collect/sealed";
    private static ulong lastEpoch;
    private readonly List<SealedSender> senders = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatIsSentIsReadByTheKeyHolderAlone()
    {
        var sender = SenderOf("ff_sealed_open");
        var answer = await PostAsync(SealedSender.Body(sender.Seal("one"), sender.Seal("two")), ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"));
        Assert.Equal(2, (int)answer["accepted"]!);
        Assert.True((bool)answer["stored"]!);
        var opened = (await StoredAsync(sender)).ConvertAll(sender.Open);
        Assert.Equal(["one", "two"], opened.Select(item => item.Text));
        Assert.All(opened, item => Assert.NotNull(item.Note!.Visitor));
        Assert.All(opened, item => Assert.InRange(item.Note!.Received, DateTime.UtcNow.AddMinutes(-2), DateTime.UtcNow));
    }

    [Fact]
    public async Task OneVisitorHasOneHashAndARobotIsNamedInTheNote()
    {
        var sender = SenderOf("ff_sealed_open");
        foreach (var agent in (string[])["Firefox/131.0", "Firefox/131.0", "curl/8.0"])
            await PostAsync(SealedSender.Body(sender.Seal(agent)), ("User-Agent", agent));
        var notes = (await StoredAsync(sender)).ConvertAll(stored => sender.Open(stored).Note!);
        Assert.Equal(notes[0].Visitor, notes[1].Visitor);
        Assert.NotEqual(notes[0].Visitor, notes[2].Visitor);
        Assert.NotNull(notes[2].BotReason);
    }

    [Fact]
    public async Task OptOutsAreDroppedOrKeptWithoutAVisitorAsTheProjectSays()
    {
        var (strict, lenient) = (SenderOf("ff_sealed"), SenderOf("ff_sealed_open"));
        var dropped = await PostAsync(SealedSender.Body(strict.Seal("a")), ("DNT", "1"));
        Assert.Equal((0, "opted_out"), ((int)dropped["accepted"]!, (string?)dropped["dropped"]![0]!["reason"]));
        await PostAsync(SealedSender.Body(lenient.Seal("b")), ("Sec-GPC", "1"));
        var note = lenient.Open(Assert.Single(await StoredAsync(lenient))).Note!;
        Assert.True(note.OptedOut);
        Assert.Null(note.Visitor);
    }

    [Fact]
    public async Task TheSameBytesAgainAreADuplicate()
    {
        var sender = SenderOf("ff_sealed_open");
        var body = SealedSender.Body(sender.Seal("once"));
        for (var sent = 0; sent < 3; sent++) Assert.Equal(1, (int)(await PostAsync(body))["accepted"]!);
        Assert.Single(await StoredAsync(sender));
    }

    [Fact]
    public async Task AnEpochIsClosedADayAfterTheNextWasMade()
    {
        var replaced = SenderOf("ff_sealed_open", replacedAt: DateTime.UtcNow.AddDays(-1).AddMinutes(-1));
        var justReplaced = SenderOf("ff_sealed_open", replacedAt: DateTime.UtcNow.AddHours(-23));
        var answer = await PostAsync(SealedSender.Body(replaced.Seal("late"), justReplaced.Seal("in time")));
        Assert.Equal("epoch_closed", (string?)Assert.Single(answer["dropped"]!.AsArray())!["reason"]);
        Assert.Empty(await StoredAsync(replaced));
        Assert.Single(await StoredAsync(justReplaced));
    }

    [Fact]
    public async Task EachRefusedEnvelopeIsNamedAndSpoilsNoOther()
    {
        var (sender, other) = (SenderOf("ff_sealed_open"), SenderOf("ff_sealed"));
        var ended = SenderOf("ff_sealed_open", notAfter: DateTime.UtcNow.AddDays(-1).AddMinutes(-1));
        var justEnded = SenderOf("ff_sealed_open", notAfter: DateTime.UtcNow.AddHours(-23));
        using var stranger = new SealedSender(ProjectOf("ff_sealed_open"), ulong.MaxValue);
        var answer = await PostAsync(SealedSender.Body(
            [], sender.Seal("kept"), [2, .. sender.Seal("newer")[1..]], new byte[Envelope.MostBytes + 1], other.Seal("elsewhere"), stranger.Seal("unknown"), ended.Seal("late"), justEnded.Seal("in time")));
        Assert.Equal(2, (int)answer["accepted"]!);
        Assert.Equal(
            [(0, "envelope_malformed"), (2, "envelope_malformed"), (3, "envelope_too_large"), (4, "other_project"), (5, "unknown_epoch"), (6, "epoch_closed")],
            answer["dropped"]!.AsArray().Select(drop => ((int)drop!["index"]!, (string)drop["reason"]!)));
        Assert.Equal("kept", sender.Open(Assert.Single(await StoredAsync(sender))).Text);
        Assert.Single(await StoredAsync(justEnded));
    }

    [Fact]
    public async Task MoreEnvelopesThanTheLimitAreCountedAndDropped()
    {
        var sender = SenderOf("ff_sealed_open");
        var envelope = sender.Seal("x");
        var answer = await PostAsync(SealedSender.Body([.. Enumerable.Repeat(envelope, 1001)]));
        Assert.Equal((1000, 1000, "too_many_events"), ((int)answer["accepted"]!, (int)answer["dropped"]![0]!["index"]!, (string?)answer["dropped"]![0]!["reason"]));
        Assert.Single(await StoredAsync(sender));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("00000005AAAA")]
    [InlineData("FFFFFFFF00")]
    [InlineData("00000000")]
    [InlineData("00000002AAAA")]
    public async Task ABodyOfNoEnvelopesIsUnreadable(string hex)
    {
        using var answer = await host.PostAsync(Convert.FromHexString(hex), Path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task AProjectThatIsUnknownOrNotSealedIsRefused()
    {
        using var unknown = new SealedSender(Footfall.Testing.Some.ProjectNumbered(), 1);
        using var inClear = new SealedSender(ProjectOf(CollectHost.Key), 1);
        Assert.Equal((HttpStatusCode.Unauthorized, "unknown_project"), await RefusalAsync(SealedSender.Body(unknown.Seal("a"))));
        Assert.Equal((HttpStatusCode.Forbidden, "not_sealed"), await RefusalAsync(SealedSender.Body(inClear.Seal("a"))));
    }

    [Fact]
    public async Task OriginsRatesAndTokensAreCheckedAsForEventsInClear()
    {
        var body = SealedSender.Body(SenderOf("ff_sealed_bound").Seal("a"));
        Assert.Equal((HttpStatusCode.Forbidden, "origin_not_allowed"), await RefusalAsync(body, ("Origin", "https://elsewhere.example")));
        Assert.Equal(1, (int)(await PostAsync(body, ("Origin", "https://example.org")))["accepted"]!);
        Assert.Equal((HttpStatusCode.Unauthorized, "unknown_token"), await RefusalAsync(body, ("Authorization", "Bearer nobody")));
        Assert.Equal((HttpStatusCode.Forbidden, "no_write_scope"), await RefusalAsync(body, ("Authorization", $"Bearer {CollectHost.ReadToken}")));
        Assert.Equal((HttpStatusCode.TooManyRequests, "too_many_requests"), await RefusalAsync(SealedSender.Body(SenderOf("ff_sealed_limited").Seal("a"))));
    }

    [Fact]
    public async Task NothingFinerThanAnHourIsWritten()
    {
        var sender = SenderOf("ff_sealed_open");
        await PostAsync(SealedSender.Body(sender.Seal("a")));
        var stored = Assert.Single(await StoredAsync(sender));
        Assert.Equal(0, stored.Envelope.Hour.Ticks % TimeSpan.TicksPerHour);
        Assert.InRange(stored.Envelope.Hour, DateTime.UtcNow.AddMinutes(-62), DateTime.UtcNow);
    }

    [Fact]
    public async Task TheStatementIsPublicAndCachedForFiveMinutes()
    {
        SenderOf("ff_sealed");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Path}?key=ff_sealed");
        request.Headers.Add("Origin", "https://example.org");
        using var answer = await host.Client.SendAsync(request, Cancel);
        var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal(TimeSpan.FromMinutes(5), answer.Headers.CacheControl!.MaxAge);
        Assert.Equal("https://example.org", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal(ProjectOf("ff_sealed").Id.ToString(), (string?)told["project"]);
        Assert.Equal(("anonymous", "drop"), ((string?)told["identity"], (string?)told["opt_out"]));
        Assert.Equal(("Aw", "AQ", "Ag"), ((string?)told["root_key"], (string?)told["statement"], (string?)told["signature"]));
    }

    [Theory]
    [InlineData("", HttpStatusCode.Unauthorized, "missing_key")]
    [InlineData("?key=ff_nobody", HttpStatusCode.Unauthorized, "unknown_key")]
    [InlineData("?key=ff_anonymous", HttpStatusCode.Forbidden, "not_sealed")]
    public async Task ThereIsNoStatementWithoutASealedProject(string query, HttpStatusCode status, string code)
    {
        using var answer = await host.Client.GetAsync(Path + query, Cancel);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["code"]);
    }

    [Fact]
    public async Task APreflightIsAnswered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, Path);
        request.Headers.Add("Origin", "https://example.org");
        using var answer = await host.Client.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("https://example.org", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task AnotherMethodIsToldTheTwoThereAre()
    {
        using var answer = await host.Client.DeleteAsync(Path, Cancel);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "POST", "OPTIONS"], answer.Content.Headers.Allow);
    }

    public void Dispose() => senders.ForEach(sender => sender.Dispose());

    private Project ProjectOf(string key) => host.Directory.ByKey(key)!;

    /// <summary>A sender of an epoch that the server knows beside those of this test's other senders.</summary>
    private SealedSender SenderOf(string key, DateTime? notAfter = null, DateTime? replacedAt = null)
    {
        var sender = new SealedSender(ProjectOf(key), Interlocked.Increment(ref lastEpoch), notAfter, replacedAt);
        senders.Add(sender);
        host.Epochs.Replace([.. senders.Select(known => known.Epoch)]);
        return sender;
    }

    private async Task<JsonNode> PostAsync(byte[] body, params (string Name, string Value)[] headers)
    {
        using var answer = await host.PostAsync(body, Path + "?wait=stored", headers);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, text);
        return JsonNode.Parse(text)!;
    }

    private async Task<(HttpStatusCode, string?)> RefusalAsync(byte[] body, params (string Name, string Value)[] headers)
    {
        using var answer = await host.PostAsync(body, Path, headers);
        return (answer.StatusCode, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["code"]);
    }

    private async Task<List<StoredEnvelope>> StoredAsync(SealedSender sender)
    {
        var page = await host.Store.Envelopes.PageAsync(sender.Epoch.Project, 0, 10_000, 64 << 20, Cancel);
        return [.. page.Where(stored => stored.Envelope.Epoch == sender.Epoch.Id)];
    }
}
