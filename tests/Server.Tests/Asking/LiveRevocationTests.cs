using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Footfall.Sealing.Membership;
using Footfall.Server.Tests.Accounts;
using Xunit;

namespace Footfall.Server.Tests.Asking;

/// <summary>A stream outlives the request that opened it, but not the right to it.</summary>
public sealed class LiveRevocationTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhoIsRemovedFromTheVaultSeesNothingMoreAndTheOthersGoOn()
    {
        using var owner = await Person.SecondAsync(server);
        using var vault = await Organisation.CreateAsync(owner);
        using var project = await SealedProject.CreateAsync(server, vault);
        using var member = await vault.InviteAsync(server, $"{Guid.NewGuid():N}@example.org", "member");
        await vault.AddAsync(member, Role.Member);
        using var watching = await WatchAsync(owner.Browser, project.Project.Id.Value);
        using var watchingMember = await WatchAsync(member.Browser, project.Project.Id.Value);

        await owner.PostAsync($"{vault.Path}/log", vault.Removal(member.Id, project.Project.Id.Value).Body, HttpStatusCode.OK);
        await project.SendAsync("a");

        await AssertRevokedAsync(watchingMember);
        Assert.Equal("envelope", (string?)(await ReadAsync(watching))!["type"]);
    }

    [Fact]
    public async Task AStreamEndsWithTheSessionThatOpenedIt()
    {
        using var owner = await Person.SecondAsync(server);
        using var vault = await Organisation.CreateAsync(owner);
        using var project = await SealedProject.CreateAsync(server, vault);
        using var watcher = await WatchAsync(owner.Browser, project.Project.Id.Value);
        Assert.Equal(HttpStatusCode.NoContent, await owner.StatusOfDeleteAsync("/api/v1/session"));
        await AssertRevokedAsync(watcher);
    }

    [Fact]
    public async Task AStreamEndsWithTheTokenThatOpenedIt()
    {
        var project = await server.CreateProjectAsync("revoked-token.example");
        using var machine = server.NewMachine();
        using var made = await machine.PostAsJsonAsync("/api/v1/tokens", new { name = "watcher", scopes = new[] { "read" }, projects = new[] { (Guid)project["id"]! } }, Cancellation);
        var token = JsonNode.Parse(await made.Content.ReadAsStringAsync(Cancellation))!;
        using var bearer = server.NewBrowser();
        bearer.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)token["token"]!);
        using var watcher = await WatchAsync(bearer, (Guid)project["id"]!);
        using var removed = await machine.DeleteAsync(new Uri($"/api/v1/tokens/{token["id"]}", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await AssertRevokedAsync(watcher);
    }

    [Fact]
    public async Task AStreamEndsWithItsProject()
    {
        var project = await server.CreateProjectAsync("removed-while-watched.example");
        using var machine = server.NewMachine();
        using var watcher = await WatchAsync(machine, (Guid)project["id"]!);
        using var removed = await machine.DeleteAsync(new Uri($"/api/v1/projects/{project["id"]}", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        await AssertRevokedAsync(watcher);
    }

    private async Task<ClientWebSocket> WatchAsync(HttpClient caller, Guid project)
    {
        using var answer = await caller.PostAsJsonAsync("/api/v1/live-tickets", new { project }, Cancellation);
        var ticket = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!["ticket"]!;
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = "/live", Query = $"project={project}&ticket={ticket}" }.Uri, Cancellation);
        Assert.Equal("hello", (string?)(await ReadAsync(socket))!["type"]);
        return socket;
    }

    /// <summary>Also that nothing comes before the end.</summary>
    private static async Task AssertRevokedAsync(ClientWebSocket socket)
    {
        Assert.Null(await ReadAsync(socket));
        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "revoked"), (socket.CloseStatus, socket.CloseStatusDescription));
    }

    /// <summary>The next message, or null where the stream was closed.</summary>
    private static async Task<JsonNode?> ReadAsync(ClientWebSocket socket)
    {
        var buffer = new byte[256 * 1024];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            length += part.Count;
            if (part.EndOfMessage) return JsonNode.Parse(buffer.AsSpan(0, length));
        }
    }
}
