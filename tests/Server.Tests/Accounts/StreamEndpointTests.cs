using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Footfall.Sealing;
using Footfall.Sealing.Keys;
using Footfall.Sealing.Membership;
using Footfall.Sealing.Signatures;
using Footfall.Sealing.Streams;
using Xunit;

namespace Footfall.Server.Tests.Accounts;

public sealed class StreamEndpointTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Stream = "AAAAAAAAAAAAAAAAAAAAAA";
    private static readonly byte[] Secret = new byte[32];

    [Fact]
    public async Task WhatAnAgentAppendsIsReadByMembersInItsOrder()
    {
        using var world = await StreamWorld.CreateAsync(server);
        for (var i = 0; i < 5; i++) await world.AppendAsync(world.Next(Encoding.UTF8.GetBytes($"[{i}]")));
        var listed = Assert.Single((await world.Owner.GetAsync(world.Path))["items"]!.AsArray())!;
        Assert.Equal((Stream, 0, 5), ((string)listed["id"]!, (long)listed["first"]!, (long)listed["length"]!));
        var first = await world.Owner.GetAsync($"{world.Items}?limit=2");
        Assert.Equal(2, (long)first["next"]!);
        var rest = await world.Owner.GetAsync($"{world.Items}?from=2");
        Assert.Null(rest["next"]);
        var items = first["items"]!.AsArray().Concat(rest["items"]!.AsArray()).ToList();
        Assert.Equal(ChainRefusal.None, StreamChain.Read(world.Project, Stream, world.Vault.Log, items.Select(Signed), null, out var chain, out _));
        Assert.Equal(world.Chain.Head, chain!.Head);
        Assert.Equal(Refusal.None, StreamItemReader.Open(Secret, world.Vault.Id, chain.Items.ElementAt(3), Bytes(items[3]!, "wrapped"), out var content));
        Assert.Equal("[3]", Encoding.UTF8.GetString(content).TrimEnd());
        Assert.All((await world.Owner.GetAsync($"{world.Items}?content=false"))["items"]!.AsArray(), item => Assert.Null(item!["wrapped"]));
        await world.Owner.GetAsync($"{world.Items}?limit=0", HttpStatusCode.UnprocessableEntity);
        await world.Owner.GetAsync($"{world.Items}?from=-1", HttpStatusCode.UnprocessableEntity);
        await world.Owner.GetAsync($"{world.Path}/BBBBBBBBBBBBBBBBBBBBBA/items", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task WhatReadersWouldRefuseIsNotTaken()
    {
        using var world = await StreamWorld.CreateAsync(server);
        var item = world.Next("{}"u8);
        await world.AppendAsync(item);
        Assert.Equal("entry", await world.RefusedAsync(item, HttpStatusCode.Conflict));
        var next = world.Next("{}"u8);
        Assert.Equal("signature", await world.RefusedAsync(next with { Signature = new byte[64] }, HttpStatusCode.UnprocessableEntity));
        Assert.Equal("wrapped", await world.RefusedAsync(next with { Wrapped = [.. next.Wrapped, 1] }, HttpStatusCode.UnprocessableEntity));
        Assert.Equal("entry", await world.RefusedAsync(next with { Entry = next.Entry.Replace(Stream, "BBBBBBBBBBBBBBBBBBBBBA", StringComparison.Ordinal) }, HttpStatusCode.UnprocessableEntity));
        Assert.Equal("entry", await world.RefusedAsync(next with { Entry = "{}" }, HttpStatusCode.UnprocessableEntity));
        Assert.Equal("entry", await world.RefusedAsync(world.Next("{}"u8, world.Agent, days: 1), HttpStatusCode.UnprocessableEntity));
        Assert.Equal("signature", await world.RefusedAsync(world.Next("{}"u8, world.Owner), HttpStatusCode.UnprocessableEntity));
        Assert.Equal(HttpStatusCode.Forbidden, await world.Owner.StatusOfPostAsync(world.Items, next.Body));
        Assert.Equal(HttpStatusCode.Forbidden, await world.Agent.StatusOfDeleteAsync($"{world.Path}/{Stream}"));
        await world.AppendAsync(next);
    }

    [Fact]
    public async Task WhatIsLetGoOfGoes()
    {
        using var world = await StreamWorld.CreateAsync(server);
        for (var i = 0; i < 3; i++) await world.AppendAsync(world.Next("{}"u8));
        await world.AppendAsync(world.Next("{}"u8, world.Agent, first: 2));
        var items = (await world.Owner.GetAsync(world.Items))["items"]!.AsArray();
        Assert.Equal([2, 3], items.Select(item => (long)item!["sequence"]!));
        Assert.Equal(ChainRefusal.None, StreamChain.Read(world.Project, Stream, world.Vault.Log, items.Select(Signed), null, out _, out _));
    }

    [Fact]
    public async Task WhoWasRemovedAppendsNothingAndTheNextIsUnderTheNewKey()
    {
        using var world = await StreamWorld.CreateAsync(server);
        await world.AppendAsync(world.Next("{}"u8));
        await world.Owner.PostAsync($"{world.Vault.Path}/log", world.Vault.Rotation(world.Project), HttpStatusCode.OK);
        Assert.Equal("entry", await world.RefusedAsync(world.Next("{}"u8), HttpStatusCode.Conflict));
        using var fresh = await StreamWorld.CreateAsync(server);
        var late = fresh.Next("{}"u8);
        var (_, _, body) = fresh.Vault.Removal(fresh.Agent.Id, fresh.Project);
        await fresh.Owner.PostAsync($"{fresh.Vault.Path}/log", body, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Unauthorized, await fresh.Agent.StatusOfPostAsync(fresh.Items, late.Body));
    }

    [Fact]
    public async Task AnOwnerRemovesAStreamAndItIsWrittenDown()
    {
        using var world = await StreamWorld.CreateAsync(server);
        await world.AppendAsync(world.Next("{}"u8));
        Assert.Equal(HttpStatusCode.NoContent, await world.Owner.StatusOfDeleteAsync($"{world.Path}/{Stream}"));
        Assert.Equal(HttpStatusCode.NotFound, await world.Owner.StatusOfDeleteAsync($"{world.Path}/{Stream}"));
        Assert.Empty((await world.Owner.GetAsync(world.Path))["items"]!.AsArray());
        using var machine = server.NewMachine();
        using var metrics = await machine.GetAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("footfall_streams_items_total{outcome=\"removed\"}", await metrics.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static SignedEntry Signed(JsonNode? item) => new((string)item!["entry"]!, Bytes(item, "signature"));

    private static byte[] Bytes(JsonNode item, string name) => System.Buffers.Text.Base64Url.DecodeFromChars((string)item[name]!);

    private sealed record Item(string Entry, byte[] Signature, byte[] Wrapped)
    {
        public object Body => new { entry = Entry, signature = Person.Text(Signature), wrapped = Person.Text(Wrapped) };
    }

    /// <summary>A sealed project of an organisation with an agent, and the stream as the agent has it.</summary>
    private sealed class StreamWorld(Person owner, Organisation vault, Person agent, Guid project) : IDisposable
    {
        public Person Owner => owner;

        public Person Agent => agent;

        public Organisation Vault => vault;

        public Guid Project => project;

        public StreamChain Chain { get; } = new(project, Stream, vault.Log);

        public string Path => $"/api/v1/projects/{project}/streams";

        public string Items => $"{Path}/{Stream}/items";

        public static async Task<StreamWorld> CreateAsync(RunningServer server)
        {
            var owner = await Person.SecondAsync(server);
            var vault = await Organisation.CreateAsync(owner);
            var project = await vault.CreateProjectAsync();
            var keys = AccountKeys.Generate();
            var made = await owner.PostAsync($"{vault.Path}/agents", new { name = "worker", hpke_key = Person.Text(keys.Sealing.Public), sign_key = Person.Text(keys.Signing.Public) });
            var agent = new Person(server.NewBrowser(), (Guid)made["id"]!, keys);
            agent.Browser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)made["token"]!);
            await vault.AddAsync(agent, Role.Member);
            return new StreamWorld(owner, vault, agent, project);
        }

        public Item Next(ReadOnlySpan<byte> content) => Next(content, agent);

        public Item Next(ReadOnlySpan<byte> content, Person by, long first = 0, double days = 0)
        {
            var clock = new Footfall.Testing.FakeClock(TimeProvider.System.GetUtcNow().AddDays(days));
            var (entry, wrapped) = new StreamItemWriter(by.Id, by.Keys.Signing, clock).Write(Chain, Secret, vault.Id, 1, first, content);
            return new Item(entry.Entry, entry.Signature, wrapped);
        }

        public async Task AppendAsync(Item item)
        {
            await agent.PostAsync(Items, item.Body, HttpStatusCode.NoContent);
            Assert.Equal(ChainRefusal.None, Chain.Append(new SignedEntry(item.Entry, item.Signature)));
        }

        /// <summary>The field that the answer names.</summary>
        public async Task<string?> RefusedAsync(Item item, HttpStatusCode status) => (string?)(await agent.PostAsync(Items, item.Body, status))["field"];

        public void Dispose()
        {
            agent.Dispose();
            vault.Dispose();
            owner.Dispose();
        }
    }
}
