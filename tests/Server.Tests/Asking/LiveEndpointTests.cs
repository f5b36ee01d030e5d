using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Xunit;

namespace Footfall.Server.Tests.Asking;

public sealed class LiveEndpointTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AWatcherIsGreetedAndSeesWhatIsCommittedAndHowManyAreThere()
    {
        var project = await server.CreateProjectAsync("watched.example");
        using var watcher = await WatchAsync("project=watched.example", socket => socket.SetRequestHeader("Authorization", $"Bearer {RunningServer.Token}"));
        Assert.Equal("""{"type":"hello","visitors_now":0}""", await ReadAsync(watcher));

        await server.CollectAsync(project, """{"name": "pageview", "url": "https://watched.example/a"}""");

        var (events, visitors) = ("", "");
        while (events.Length == 0 || visitors.Length == 0)
        {
            var message = await ReadAsync(watcher);
            if (message.Contains("\"type\":\"events\"", StringComparison.Ordinal)) events = message;
            else visitors = message;
        }

        var item = Assert.Single(JsonNode.Parse(events)!["items"]!.AsArray())!;
        Assert.Equal("/a", (string?)item["path"]);
        Assert.Null(item["visitor"]);
        Assert.Equal("""{"type":"visitors","now":1}""", visitors);
    }

    [Fact]
    public async Task ATicketOpensOneStreamOfItsProject()
    {
        await server.CreateProjectAsync("ticket.example");
        await server.CreateProjectAsync("other-ticket.example");
        var first = await TicketAsync("ticket.example");
        using (var watcher = await WatchAsync($"project=ticket.example&ticket={first}")) Assert.Contains("hello", await ReadAsync(watcher), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Unauthorized, await RefusedAsync($"project=ticket.example&ticket={first}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await RefusedAsync($"project=other-ticket.example&ticket={await TicketAsync("ticket.example")}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await RefusedAsync("project=ticket.example"));
        Assert.Equal(HttpStatusCode.Unauthorized, await RefusedAsync("project=nowhere.example", socket => socket.SetRequestHeader("Authorization", $"Bearer {RunningServer.Token}")));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    public async Task APageOfAnotherOriginIsRefusedWhateverItHas(string origin)
    {
        var domain = $"origin{Guid.NewGuid():N}.example";
        await server.CreateProjectAsync(domain);
        var ticket = await TicketAsync(domain);

        Assert.Equal(HttpStatusCode.Forbidden, await RefusedAsync($"project={domain}&ticket={ticket}", socket => socket.SetRequestHeader("Origin", origin)));
        using var watcher = await WatchAsync($"project={domain}&ticket={ticket}", socket => socket.SetRequestHeader("Origin", server.Address.GetLeftPart(UriPartial.Authority)));
        Assert.Contains("hello", await ReadAsync(watcher), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATicketIsForThoseWhoMayReadTheProject()
    {
        await server.CreateProjectAsync("mine.example");
        using var stranger = server.NewBrowser();
        using var answer = await stranger.PostAsJsonAsync("/api/v1/live-tickets", new { project = "mine.example" }, Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        using var machine = server.NewMachine();
        using var unreadable = new StringContent("{\"project\": \"\\ud800\"}", System.Text.Encoding.UTF8, "application/json");
        using var refused = await machine.PostAsync(new Uri("/api/v1/live-tickets", UriKind.Relative), unreadable, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    /// <summary>Five hundred watchers, and one that never reads: every event is accepted and stored, and each of the five hundred sees each event once, in one order.</summary>
    [Fact]
    public async Task FiveHundredWatchersLoseNothingAndHoldNothingUp()
    {
        const int watchers = 500, requests = 60, events = 20;
        var project = await server.CreateProjectAsync("crowd.example");
        using var silent = await WatchAsync($"project=crowd.example&ticket={await TicketAsync("crowd.example")}");
        var crowd = new List<ClientWebSocket>();
        for (var i = 0; i < watchers; i++) crowd.Add(await WatchAsync($"project=crowd.example&ticket={await TicketAsync("crowd.example")}"));

        var watching = crowd.Select(watcher => SeenAsync(watcher, requests * events)).ToList();
        await Parallel.ForAsync(0, requests, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancellation }, async (request, _) =>
            await server.CollectAsync(project, [.. Enumerable.Range(0, events).Select(i => $$"""{"name": "pageview", "url": "https://crowd.example/{{request * events + i}}"}""")]));

        var seen = await Task.WhenAll(watching).WaitAsync(TimeSpan.FromMinutes(2), Cancellation);
        Assert.Equal(Enumerable.Range(0, requests * events), seen[0].Order());
        Assert.All(seen, one => Assert.Equal(seen[0], one));
        foreach (var watcher in crowd) watcher.Dispose();
    }

    private static async Task<List<int>> SeenAsync(ClientWebSocket watcher, int events)
    {
        var seen = new List<int>();
        while (seen.Count < events)
        {
            var message = JsonNode.Parse(await ReadAsync(watcher))!;
            if ((string?)message["type"] == "events") seen.AddRange(message["items"]!.AsArray().Select(item => int.Parse(((string)item!["path"]!)[1..], System.Globalization.CultureInfo.InvariantCulture)));
        }

        return seen;
    }

    private async Task<string> TicketAsync(string project)
    {
        using var machine = server.NewMachine();
        using var answer = await machine.PostAsJsonAsync("/api/v1/live-tickets", new { project }, Cancellation);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!["ticket"]!;
    }

    private async Task<ClientWebSocket> WatchAsync(string query, Action<ClientWebSocketOptions>? options = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        options?.Invoke(socket.Options);
        await socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = "/live", Query = query }.Uri, Cancellation);
        return socket;
    }

    private async Task<HttpStatusCode> RefusedAsync(string query, Action<ClientWebSocketOptions>? options = null)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        options?.Invoke(socket.Options);
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = "/live", Query = query }.Uri, Cancellation));
        return socket.HttpStatusCode;
    }

    private static async Task<string> ReadAsync(ClientWebSocket socket)
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, Cancellation);
            Assert.Equal(WebSocketMessageType.Text, part.MessageType);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return System.Text.Encoding.UTF8.GetString(message.ToArray());
    }
}
