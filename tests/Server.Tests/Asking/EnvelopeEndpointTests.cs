using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Xunit;

namespace Footfall.Server.Tests.Asking;

public sealed class EnvelopeEndpointTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static int lastNumber = 9_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task APageOfJsonSaysWhereTheNextOneBegins()
    {
        using var project = await CreateAsync();
        await project.SendAsync("a", "b", "c");
        var first = await JsonAsync(project, "?limit=2");
        Assert.Equal(["a", "b"], Texts(project, first));
        var second = await JsonAsync(project, $"?after={first["next"]}&limit=2");
        Assert.Equal(["c"], Texts(project, second));
        Assert.Null((await JsonAsync(project, $"?after={second["next"]}"))["next"]);
        var item = first["items"]![0]!;
        Assert.Equal(project.Epoch.Id.ToString(), (string?)item["epoch"]);
        Assert.EndsWith(":00:00Z", (string?)item["hour"], StringComparison.Ordinal);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(Bytes(item, "bytes").AsSpan(26)), Bytes(item, "id"));
    }

    [Fact]
    public async Task APageOfBytesHasTheSame()
    {
        using var project = await CreateAsync();
        await project.SendAsync("a", "b");
        var items = (await JsonAsync(project, ""))["items"]!.AsArray();
        var bytes = await BytesAsync(project, "");
        foreach (var item in items)
        {
            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(bytes);
            var row = bytes.AsSpan(4, length);
            Assert.Equal((long)item!["seq"]!, BinaryPrimitives.ReadInt64BigEndian(row));
            Assert.Equal(DateTime.Parse((string)item["hour"]!, null, System.Globalization.DateTimeStyles.AdjustToUniversal), DateTime.UnixEpoch.AddHours(BinaryPrimitives.ReadUInt32BigEndian(row[8..])));
            Assert.Equal(project.Epoch.Id.ToBytes(), row.Slice(12, 8).ToArray());
            var note = BinaryPrimitives.ReadUInt16BigEndian(row[20..]);
            Assert.Equal(Bytes(item, "note"), row.Slice(22, note).ToArray());
            Assert.Equal(Bytes(item, "bytes"), row[(22 + note)..].ToArray());
            bytes = bytes[(4 + length)..];
        }

        Assert.Empty(bytes);
        Assert.Empty(await BytesAsync(project, "?after=2"));
    }

    [Fact]
    public async Task APageThatSomebodyKeptIsConfirmedUntilSomethingOfItHasGone()
    {
        using var project = await CreateAsync();
        await project.SendAsync("a", "b");
        using var machine = server.NewMachine();
        machine.DefaultRequestHeaders.Add("Accept", "application/octet-stream");
        using var first = await machine.GetAsync(Address(project, ""), Cancellation);
        await project.SendAsync("c");
        machine.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
        using var kept = await machine.GetAsync(Address(project, "?after=0&until=2"), Cancellation);
        Assert.Equal((HttpStatusCode.NotModified, 0), (kept.StatusCode, (await kept.Content.ReadAsByteArrayAsync(Cancellation)).Length));
        Assert.Equal(HttpStatusCode.OK, (await machine.GetAsync(Address(project, ""), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await machine.GetAsync(Address(project, "?after=0&until=1"), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await machine.GetAsync(Address(project, "?after=1&until=2"), Cancellation)).StatusCode);
    }

    [Fact]
    public async Task TheBooksBalanceAndTheProjectsEventsAreNotAnswered()
    {
        using var project = await CreateAsync();
        await project.SendAsync("a", "b");
        using var client = server.NewMachine();
        var ledger = JsonNode.Parse(await client.GetStringAsync(new Uri($"/api/v1/projects/{project.Project.Id}/ledger", UriKind.Relative), Cancellation))!;
        Assert.True((bool)ledger["balanced"]!);
        Assert.Equal((2L, 2L), ((long)ledger["totals"]!["received"]!, (long)ledger["totals"]!["present"]!));
    }

    [Fact]
    public async Task AWatcherSeesEnvelopesAsTheyAreCommittedAndNoVisitors()
    {
        using var project = await CreateAsync();
        using var watcher = new ClientWebSocket();
        watcher.Options.SetRequestHeader("Authorization", $"Bearer {RunningServer.Token}");
        await watcher.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = "/live", Query = $"project={project.Project.Id}" }.Uri, Cancellation);
        Assert.Equal("""{"type":"hello"}""", await ReadAsync(watcher));
        await project.SendAsync("a", "b");
        foreach (var text in (string[])["a", "b"])
        {
            var message = JsonNode.Parse(await ReadAsync(watcher))!;
            Assert.Equal("envelope", (string?)message["type"]);
            Assert.Equal(text, project.Open(Bytes(message, "bytes")));
        }
    }

    [Fact]
    public async Task OnlyReadersOfASealedProjectGetEnvelopes()
    {
        using var project = await CreateAsync();
        using var stranger = server.NewBrowser();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(Address(project, ""), Cancellation)).StatusCode);
        using var machine = server.NewMachine();
        Assert.Equal(HttpStatusCode.NotFound, (await machine.GetAsync(new Uri($"/api/v1/projects/{Guid.NewGuid()}/envelopes", UriKind.Relative), Cancellation)).StatusCode);
        var open = await server.CreateProjectAsync("in-clear.example");
        Assert.Equal(HttpStatusCode.Conflict, (await machine.GetAsync(new Uri($"/api/v1/projects/{open["id"]}/envelopes", UriKind.Relative), Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("?after=-1")]
    [InlineData("?after=x")]
    [InlineData("?until=0")]
    [InlineData("?limit=0")]
    [InlineData("?limit=1.5")]
    public async Task AWrongPageIsRefused(string query)
    {
        using var project = await CreateAsync();
        using var machine = server.NewMachine();
        Assert.Equal(HttpStatusCode.BadRequest, (await machine.GetAsync(Address(project, query), Cancellation)).StatusCode);
    }

    private Task<SealedProject> CreateAsync() => SealedProject.CreateAsync(server, Interlocked.Increment(ref lastNumber));

    private static Uri Address(SealedProject project, string query) => new($"/api/v1/projects/{project.Project.Id}/envelopes{query}", UriKind.Relative);

    private static byte[] Bytes(JsonNode item, string name) => Base64Url.DecodeFromChars((string)item[name]!);

    private static IEnumerable<string> Texts(SealedProject project, JsonNode page) => page["items"]!.AsArray().Select(item => project.Open(Bytes(item!, "bytes")));

    private async Task<JsonNode> JsonAsync(SealedProject project, string query)
    {
        using var machine = server.NewMachine();
        return JsonNode.Parse(await machine.GetStringAsync(Address(project, query), Cancellation))!;
    }

    private async Task<byte[]> BytesAsync(SealedProject project, string query)
    {
        using var machine = server.NewMachine();
        machine.DefaultRequestHeaders.Add("Accept", "application/octet-stream");
        using var answer = await machine.GetAsync(Address(project, query), Cancellation);
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadAsByteArrayAsync(Cancellation);
    }

    private static async Task<string> ReadAsync(ClientWebSocket watcher)
    {
        var (buffer, length) = (new byte[64 * 1024], 0);
        WebSocketReceiveResult part;
        do
        {
            part = await watcher.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), Cancellation);
            length += part.Count;
        }
        while (!part.EndOfMessage);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, length);
    }
}
