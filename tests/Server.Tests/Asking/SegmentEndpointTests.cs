using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Footfall.Sealing.Membership;
using Footfall.Sealing.Signatures;
using Footfall.Server.Tests.Accounts;
using Xunit;

namespace Footfall.Server.Tests.Asking;

public sealed class SegmentEndpointTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly string NoId = Person.Text(new byte[16]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASegmentTakesThePlaceOfItsEnvelopesAndIsFetchedAndUndone()
    {
        using var owner = await Person.SecondAsync(server);
        using var vault = await Organisation.CreateAsync(owner);
        using var project = await SealedProject.CreateAsync(server, vault);
        var holder = new KeyHolder(owner, vault, project);
        await project.SendAsync("a", "b", "c");
        var (manifest, bytes) = await holder.CompactAsync(2);

        Assert.Single((await holder.GetAsync("envelopes"))["items"]!.AsArray());
        var list = await holder.GetAsync("segments");
        var segment = Assert.Single(list["items"]!.AsArray())!;
        var id = (string)segment["id"]!;
        Assert.Equal(("live", 1L, 2L, 2L), ((string)segment["state"]!, (long)segment["first_seq"]!, (long)segment["last_seq"]!, (long)segment["envelopes"]!));
        Assert.Equal(manifest.Entry, Encoding.UTF8.GetString(Base64Url.DecodeFromChars((string)Assert.Single(list["manifests"]!.AsArray())!["manifest"]!)));
        using var fetched = await owner.Browser.GetAsync(new Uri(holder.PathOf($"segments/{id}"), UriKind.Relative), Cancellation);
        Assert.Equal(bytes, await fetched.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Contains("immutable", fetched.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        var undo = holder.Undo(id);
        Assert.Equal(HttpStatusCode.NoContent, (await holder.DeleteAsync(id, undo)).Status);
        Assert.Equal(3, (await holder.GetAsync("envelopes"))["items"]!.AsArray().Count);
        Assert.Equal("undone", (string)(await holder.GetAsync("segments"))["items"]![0]!["state"]!);
        Assert.Equal(HttpStatusCode.Conflict, (await holder.DeleteAsync(id, undo)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await holder.DeleteAsync(id, await UndoAgainAsync(holder, id))).Status);
        Assert.True((bool)(await holder.GetAsync("ledger"))["balanced"]!);
    }

    [Fact]
    public async Task OfTwoKeyHoldersTheSecondIsToldThatThingsHaveMovedOn()
    {
        using var owner = await Person.SecondAsync(server);
        using var vault = await Organisation.CreateAsync(owner);
        using var project = await SealedProject.CreateAsync(server, vault);
        var (quick, slow) = (new KeyHolder(owner, vault, project), new KeyHolder(owner, vault, project));
        await project.SendAsync("a", "b");
        var description = await slow.DescribeAsync(2);
        var late = slow.Seal(description);
        await quick.CompactAsync(2);
        Assert.Equal(HttpStatusCode.Conflict, (await slow.PutAsync(late.Manifest, late.Bytes)).Status);
        await slow.ReloadAsync();
        late = slow.Seal(description);
        Assert.Equal(HttpStatusCode.Conflict, (await slow.PutAsync(late.Manifest, late.Bytes)).Status);
        Assert.Single((await slow.GetAsync("segments"))["items"]!.AsArray());
    }

    [Fact]
    public async Task WhatIsNoSegmentIsRefused()
    {
        using var owner = await Person.SecondAsync(server);
        using var vault = await Organisation.CreateAsync(owner);
        using var project = await SealedProject.CreateAsync(server, vault);
        using var other = await SealedProject.CreateAsync(server, vault);
        var (holder, elsewhere) = (new KeyHolder(owner, vault, project), new KeyHolder(owner, vault, other));
        await project.SendAsync("a");
        var description = await holder.DescribeAsync(1);
        var (good, bytes) = holder.Seal(description);
        var foreign = elsewhere.Seal(description);
        Assert.Equal(HttpStatusCode.BadRequest, (await holder.PutAsync(new SignedEntry("{}", good.Signature), bytes)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await holder.PutAsync(foreign.Manifest, foreign.Bytes)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await holder.PutAsync(good, [1, 2, 3])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await holder.PutAsync(new SignedEntry(good.Entry, new byte[63]), bytes)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await holder.SendAsync([0, 0])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await holder.SendAsync([0xFF, 0xFF, 0xFF, 0xFF, 1])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await holder.DeleteAsync(NoId, good)).Status);
        Assert.Empty((await holder.GetAsync("segments"))["items"]!.AsArray());
        await owner.GetAsync(holder.PathOf($"segments/{NoId}"), HttpStatusCode.NotFound);
        await owner.GetAsync(holder.PathOf("segments/%2e%2e%2fevents"), HttpStatusCode.NotFound);
    }

    /// <summary>Readers refuse a chain with such an entry, and nothing could follow it: one broken member would have ended compaction for all.</summary>
    [Fact]
    public async Task AManifestThatReadersWouldRefuseDoesNotEndTheChain()
    {
        using var owner = await Person.SecondAsync(server);
        using var vault = await Organisation.CreateAsync(owner);
        using var project = await SealedProject.CreateAsync(server, vault);
        using var member = await vault.InviteAsync(server, $"{Guid.NewGuid():N}@example.org", "member");
        await vault.AddAsync(member, Role.Member);
        var (holder, colleague) = (new KeyHolder(owner, vault, project), new KeyHolder(member, vault, project));
        await project.SendAsync("a", "b");
        var description = await holder.DescribeAsync(1);
        var (good, bytes) = holder.Seal(description);

        Assert.Equal(HttpStatusCode.Forbidden, (await holder.PutAsync(new SignedEntry(good.Entry, new byte[64]), bytes)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await colleague.PutAsync(good, bytes)).Status);
        var blank = new SignedEntry(good.Entry.Insert(1, " "), good.Signature);
        Assert.Equal(HttpStatusCode.BadRequest, (await holder.PutAsync(blank, bytes)).Status);
        var (_, stale) = (await holder.CompactAsync(1), holder.Seal(await holder.DescribeAsync(0, SegmentOf(holder), SegmentOf(holder))));
        Assert.Equal(HttpStatusCode.Conflict, (await holder.PutAsync(stale.Manifest, stale.Bytes)).Status);
        await colleague.ReloadAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await colleague.DeleteAsync(SegmentOf(colleague), colleague.Undo(SegmentOf(colleague)))).Status);

        // What may stand still may, and readers take all of it.
        var merged = colleague.Seal(await colleague.DescribeAsync(0, SegmentOf(colleague)));
        var answer = await colleague.PutAsync(merged.Manifest, merged.Bytes);
        Assert.True(answer.Status == HttpStatusCode.NoContent, answer.Body);
        Assert.Equal(2, (await holder.ReloadAsync()).Length);
    }

    [Fact]
    public async Task WhoWasRemovedPutsNothingAnyMore()
    {
        using var owner = await Person.SecondAsync(server);
        using var vault = await Organisation.CreateAsync(owner);
        using var project = await SealedProject.CreateAsync(server, vault);
        using var member = await vault.InviteAsync(server, $"{Guid.NewGuid():N}@example.org", "member");
        await vault.AddAsync(member, Role.Member);
        var (holder, gone) = (new KeyHolder(owner, vault, project), new KeyHolder(member, vault, project));
        await project.SendAsync("a");
        var (manifest, bytes) = gone.Seal(await gone.DescribeAsync(1));
        var removal = vault.Removal(member.Id, project.Project.Id.Value);
        await owner.PostAsync($"{vault.Path}/log", removal.Body, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.NotFound, (await gone.PutAsync(manifest, bytes)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await holder.PutAsync(manifest, bytes)).Status);
        Assert.Empty((await holder.GetAsync("segments"))["items"]!.AsArray());
    }

    /// <summary>A token that writes is for ingestion: whoever finds one on a web server must not hide what is kept. No token at all is a member of a vault.</summary>
    [Theory]
    [InlineData("read")]
    [InlineData("write")]
    [InlineData("manage")]
    public async Task ATokenPutsAndUndoesNothing(string scope)
    {
        using var owner = await Person.SecondAsync(server);
        using var vault = await Organisation.CreateAsync(owner);
        using var project = await SealedProject.CreateAsync(server, vault);
        var holder = new KeyHolder(owner, vault, project);
        await project.SendAsync("a", "b");
        await holder.CompactAsync(1);
        using var machine = server.NewMachine();
        using var made = await machine.PostAsync("/api/v1/tokens", new StringContent($$"""{"name":"reader","scopes":["read","{{scope}}"],"projects":["{{project.Project.Id}}"]}""", Encoding.UTF8, "application/json"), Cancellation);
        var token = (string)JsonNode.Parse(await made.Content.ReadAsStringAsync(Cancellation))!["token"]!;
        using var browser = server.NewBrowser();
        browser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var bearer = new Person(browser, owner.Id, owner.Keys);
        var thief = new KeyHolder(bearer, vault, project);
        await thief.ReloadAsync();
        var (manifest, bytes) = thief.Seal(await thief.DescribeAsync(1));
        Assert.Equal(HttpStatusCode.Forbidden, (await thief.PutAsync(manifest, bytes)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await thief.DeleteAsync(SegmentOf(thief), thief.Undo(SegmentOf(thief)))).Status);
        if (scope == "manage") return;
        await bearer.PutAsync(holder.PathOf("documents/goal/a"), new { revision = 0, vault_key_version = 1, wrapped = "AQ" }, HttpStatusCode.Forbidden);
    }

    private static string SegmentOf(KeyHolder holder) => holder.Chain.Live.Last().Segment;

    /// <summary>An undoing that follows the last entry and names what is not live any more.</summary>
    private static async Task<SignedEntry> UndoAgainAsync(KeyHolder holder, string segment)
    {
        await holder.ReloadAsync();
        return holder.Undo(segment);
    }
}
