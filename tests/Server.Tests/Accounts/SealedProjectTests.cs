using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Footfall.Events;
using Footfall.Sealing;
using Footfall.Sealing.Epochs;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Signatures;
using Footfall.Storage.Control;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Footfall.Server.Tests.Accounts;

public sealed class SealedProjectTests(RunningServer server) : IClassFixture<RunningServer>, IAsyncLifetime
{
    private readonly SigningKey root = SigningKey.Generate();
    private readonly HpkeKey vaultKey = HpkeKey.Generate();
    private readonly Guid vault = Guid.NewGuid();
    private static Person? owner;

    private static Person Owner => owner!;

    public async ValueTask InitializeAsync()
    {
        owner ??= await Person.SetUpAsync(server);
        await Owner.PostAsync("/api/v1/vaults", Person.VaultBody(vault, Owner.Writer.Create(vault, Owner.Keys.Sealing, root, vaultKey)));
    }

    public ValueTask DisposeAsync()
    {
        root.Dispose();
        vaultKey.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task ASealedProjectIsMadeAndItsEpochReachesTheHotPaths()
    {
        var id = Guid.NewGuid();
        var project = await CreateAsync(id, "identified");
        Assert.Equal(("sealed", "identified", vault), ((string)project["mode"]!, (string)project["identity"]!, (Guid)project["vault"]!));
        Assert.Equal("drop", (string)project["opt_out"]!);

        var directory = server.App.Services.GetRequiredService<EpochDirectory>();
        var epoch = directory.CurrentOf(new ProjectNumber((int)project["number"]!))!;
        Assert.Equal(root.Public.ToArray(), epoch.RootKey.ToArray());
        Assert.True(SigningKey.Verify(epoch.RootKey.Span, epoch.Statement.Span, epoch.Signature.Span));

        var listed = Assert.Single((await Owner.GetAsync($"/api/v1/projects/{id}/epochs"))["items"]!.AsArray())!;
        Assert.Equal(epoch.Id.ToString(), (string)listed["id"]!);
        Assert.Equal(Person.Text(epoch.PublicKey.Span), (string)listed["public_key"]!);
        Assert.NotNull((string?)listed["sealed_key"]);
    }

    [Fact]
    public async Task ATrackerIsToldTheEpochAndCanTrustIt()
    {
        var id = Guid.NewGuid();
        var project = await CreateAsync(id);
        using var nobody = server.NewBrowser();
        var told = JsonNode.Parse(await nobody.GetStringAsync(new Uri($"/collect/sealed?key={project["key"]}", UriKind.Relative), TestContext.Current.CancellationToken))!;
        Assert.Equal((id, "anonymous"), ((Guid)told["project"]!, (string)told["identity"]!));
        byte[] Bytes(string name) => System.Buffers.Text.Base64Url.DecodeFromChars((string)told[name]!);
        Assert.Equal(Pin.Of(root.Public), Pin.Of(Bytes("root_key")));
        Assert.Equal(Refusal.None, EpochStatement.Read(Bytes("statement"), out var statement));
        Assert.Equal(Refusal.None, statement!.Verify(Bytes("signature"), root.Public, id.ToByteArray(bigEndian: true), TimeProvider.System.GetUtcNow()));
    }

    [Fact]
    public async Task ANewEpochFollowsAndTheSealedKeysAreInTheirFileOnly()
    {
        var id = Guid.NewGuid();
        var project = await CreateAsync(id);
        var body = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Person.EpochBody(id, root, first: 77)))!;
        var made = await Owner.PostAsync($"/api/v1/projects/{id}/epochs", body);
        Assert.Equal((string)made["id"]!, server.App.Services.GetRequiredService<EpochDirectory>().CurrentOf(new ProjectNumber((int)project["number"]!))!.Id.ToString());
        await Owner.PostAsync($"/api/v1/projects/{id}/epochs", body, HttpStatusCode.Conflict);

        var key = System.Buffers.Text.Base64Url.DecodeFromChars((string)body["sealed_key"]!);
        Assert.Contains(Convert.ToBase64String(key), await File.ReadAllTextAsync(Path.Combine(server.Folder, "keys", "current"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await using var control = server.App.Services.GetRequiredService<ControlDatabase>().Connect();
        Assert.DoesNotContain(control.Epochs.AsEnumerable(), epoch => epoch.Statement.AsSpan().IndexOf(key) >= 0 || epoch.Signature.AsSpan().IndexOf(key) >= 0);
    }

    [Fact]
    public async Task ARemovedProjectTakesItsKeysAlong()
    {
        var id = Guid.NewGuid();
        await CreateAsync(id);
        using var removed = await Owner.Browser.DeleteAsync(new Uri($"/api/v1/projects/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        Assert.DoesNotContain(id.ToString(), await File.ReadAllTextAsync(Path.Combine(server.Folder, "keys", "current"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEpochThatNoTrackerWouldTrustIsRefusedByName()
    {
        using var other = SigningKey.Generate();
        var id = Guid.NewGuid();
        Assert.Equal("epoch.signature", await RefusedAsync(id, Person.EpochBody(id, other)));
        Assert.Equal("epoch.statement", await RefusedAsync(id, Person.EpochBody(Guid.NewGuid(), root)));
        Assert.Equal("epoch.statement", await RefusedAsync(id, Person.EpochBody(id, root, days: -1)));
        Assert.Equal("epoch.statement", await RefusedAsync(id, Person.EpochBody(id, root, days: 40)));
        Assert.Equal("epoch.vault_key_version", await RefusedAsync(id, Person.EpochBody(id, root, version: 2), HttpStatusCode.Conflict));
        Assert.Equal("epoch.statement", await RefusedAsync(id, new { statement = "AAAA" }));
        await Owner.GetAsync($"/api/v1/projects/{id}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task WhatWouldSpeakInClearIsRefused()
    {
        var id = Guid.NewGuid();
        await CreateAsync(id);
        Assert.Equal("project", (string)(await Owner.PostAsync($"/api/v1/projects/{id}/goals", new { event_name = "signup" }, HttpStatusCode.Conflict))["field"]!);
        await Owner.PutAsync($"/api/v1/projects/{id}/declared-events", new { items = Array.Empty<object>() }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task OnlyAMemberMakesProjectsInAVaultAndAnOpenProjectHasNoEpochs()
    {
        using var machine = server.NewMachine();
        using var byToken = await machine.PostAsJsonAsync("/api/v1/projects", Body(Guid.NewGuid(), null, "anonymous"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, byToken.StatusCode);
        Assert.Equal("vault", (string)(await Owner.PostAsync("/api/v1/projects", new { name = "x", vault = Guid.NewGuid() }, HttpStatusCode.UnprocessableEntity))["field"]!);
        var open = await Owner.PostAsync("/api/v1/projects", new { name = "Open", vault });
        Assert.Equal(vault, (Guid)open["vault"]!);
        await Owner.GetAsync($"/api/v1/projects/{open["id"]}/epochs", HttpStatusCode.Conflict);
    }

    private Task<JsonNode> CreateAsync(Guid id, string identity = "anonymous") => Owner.PostAsync("/api/v1/projects", Body(id, Person.EpochBody(id, root), identity));

    private async Task<string> RefusedAsync(Guid id, object epoch, HttpStatusCode status = HttpStatusCode.UnprocessableEntity) =>
        (string)(await Owner.PostAsync("/api/v1/projects", Body(id, epoch, "anonymous"), status))["field"]!;

    private object Body(Guid id, object? epoch, string identity) => new { name = "Sealed", mode = "sealed", id, vault, identity, epoch };
}
