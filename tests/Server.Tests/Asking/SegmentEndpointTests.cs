using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Footfall.Server.Tests.Asking;

public sealed class SegmentEndpointTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly byte[] File = Encoding.ASCII.GetBytes("what only key holders read");
    private static int lastNumber = 9_500;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASegmentTakesThePlaceOfItsEnvelopesAndIsFetchedAndUndone()
    {
        using var project = await SealedProject.CreateAsync(server, Interlocked.Increment(ref lastNumber));
        await project.SendAsync("a", "b", "c");
        var envelopes = (await GetAsync(project, "envelopes"))["items"]!.AsArray();
        var entry = Entry(project, 0, "", envelopes: 2, consumed: HashOf(envelopes.Take(2)));
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(project, entry)).Status);

        Assert.Single((await GetAsync(project, "envelopes"))["items"]!.AsArray());
        var list = await GetAsync(project, "segments");
        var segment = Assert.Single(list["items"]!.AsArray())!;
        Assert.Equal(("live", 1L, 2L, 2L), ((string)segment["state"]!, (long)segment["first_seq"]!, (long)segment["last_seq"]!, (long)segment["envelopes"]!));
        Assert.Equal(entry, Base64Url.DecodeFromChars((string)Assert.Single(list["manifests"]!.AsArray())!["manifest"]!));
        using var machine = server.NewMachine();
        using var fetched = await machine.GetAsync(Address(project, $"segments/{segment["id"]}"), Cancellation);
        Assert.Equal(File, await fetched.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Contains("immutable", fetched.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        var undo = Undo(project, 1, Text(SHA256.HashData(entry)), (string)segment["id"]!);
        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(project, (string)segment["id"]!, undo)).Status);
        Assert.Equal(3, (await GetAsync(project, "envelopes"))["items"]!.AsArray().Count);
        Assert.Equal("undone", (string)(await GetAsync(project, "segments"))["items"]![0]!["state"]!);
        Assert.Equal(HttpStatusCode.Conflict, (await DeleteAsync(project, (string)segment["id"]!, undo)).Status);
        using var ledger = server.NewMachine();
        Assert.True((bool)JsonNode.Parse(await ledger.GetStringAsync(Address(project, "ledger"), Cancellation))!["balanced"]!);
    }

    [Fact]
    public async Task OfTwoKeyHoldersTheSecondIsToldThatThingsHaveMovedOn()
    {
        using var project = await SealedProject.CreateAsync(server, Interlocked.Increment(ref lastNumber));
        await project.SendAsync("a", "b");
        var consumed = HashOf((await GetAsync(project, "envelopes"))["items"]!.AsArray());
        var first = Entry(project, 0, "", 2, consumed);
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(project, first)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await PutAsync(project, Entry(project, 0, "", 2, consumed))).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await PutAsync(project, Entry(project, 1, Text(SHA256.HashData(first)), 2, consumed))).Status);
        Assert.Single((await GetAsync(project, "segments"))["items"]!.AsArray());
    }

    [Fact]
    public async Task WhatIsNoSegmentIsRefused()
    {
        using var project = await SealedProject.CreateAsync(server, Interlocked.Increment(ref lastNumber));
        using var other = await SealedProject.CreateAsync(server, Interlocked.Increment(ref lastNumber));
        await project.SendAsync("a");
        var consumed = HashOf((await GetAsync(project, "envelopes"))["items"]!.AsArray());
        var good = Entry(project, 0, "", 1, consumed);
        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(project, Encoding.ASCII.GetBytes("{}"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(project, Entry(other, 0, "", 1, consumed))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(project, good, file: [1, 2, 3])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(project, good, signature: new byte[63])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(project, [0, 0])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(project, [0xFF, 0xFF, 0xFF, 0xFF, 1])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await DeleteAsync(project, Text(new byte[16]), good)).Status);
        Assert.Empty((await GetAsync(project, "segments"))["items"]!.AsArray());
        using var machine = server.NewMachine();
        Assert.Equal(HttpStatusCode.NotFound, (await machine.GetAsync(Address(project, $"segments/{Text(new byte[16])}"), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await machine.GetAsync(Address(project, "segments/%2e%2e%2fevents"), Cancellation)).StatusCode);
    }

    /// <summary>A token that writes is for ingestion: whoever finds one on a web server must not hide what is kept.</summary>
    [Theory]
    [InlineData("read")]
    [InlineData("write")]
    public async Task ATokenForReadingOrIngestionPutsAndUndoesNothing(string scope)
    {
        using var project = await SealedProject.CreateAsync(server, Interlocked.Increment(ref lastNumber));
        using var machine = server.NewMachine();
        using var made = await machine.PostAsync("/api/v1/tokens", new StringContent($$"""{"name":"reader","scopes":["read","{{scope}}"],"projects":["{{project.Project.Id}}"]}""", Encoding.UTF8, "application/json"), Cancellation);
        var token = (string)JsonNode.Parse(await made.Content.ReadAsStringAsync(Cancellation))!["token"]!;
        using var reader = server.NewBrowser();
        reader.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var body = new ByteArrayContent([]);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsync(Address(project, "segments"), body, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.DeleteAsync(Address(project, $"segments/{Text(new byte[16])}"), Cancellation)).StatusCode);
        using var document = new StringContent("""{"revision":0,"vault_key_version":1,"wrapped":"AQ"}""", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PutAsync(Address(project, "documents/goal/a"), document, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(Address(project, "segments"), Cancellation)).StatusCode);
    }

    private static Uri Address(SealedProject project, string what) => new($"/api/v1/projects/{project.Project.Id}/{what}", UriKind.Relative);

    private static string Text(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    private static string HashOf(IEnumerable<JsonNode?> envelopes) => Text(SHA256.HashData([.. envelopes.SelectMany(item => Base64Url.DecodeFromChars((string)item!["id"]!))]));

    /// <summary>As key holders write them; the signature is theirs to check.</summary>
    private static byte[] Entry(SealedProject project, long sequence, string previous, long envelopes, string consumed) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        consumed,
        envelopes,
        epoch = project.Epoch.Id.ToString(),
        hash = Text(SHA256.HashData(File)),
        kind = "segment",
        previous,
        project = project.Project.Id.ToString(),
        replaces = "",
        segment = Text(RandomNumberGenerator.GetBytes(16)),
        sequence,
    });

    private static byte[] Undo(SealedProject project, long sequence, string previous, string segment) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        epoch = project.Epoch.Id.ToString(),
        kind = "undo",
        previous,
        project = project.Project.Id.ToString(),
        segment,
        sequence,
    });

    private Task<(HttpStatusCode Status, string Body)> PutAsync(SealedProject project, byte[] entry, byte[]? file = null, byte[]? signature = null)
    {
        var head = JsonSerializer.SerializeToUtf8Bytes(new { manifest = Text(entry), signature = Text(signature ?? new byte[64]), first_seq = 1, last_seq = 2 });
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)head.Length);
        return SendAsync(project, [.. length, .. head, .. file ?? File]);
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(SealedProject project, byte[] bytes)
    {
        using var machine = server.NewMachine();
        using var content = new ByteArrayContent(bytes);
        using var answer = await machine.PostAsync(Address(project, "segments"), content, Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task<(HttpStatusCode Status, string Body)> DeleteAsync(SealedProject project, string segment, byte[] entry)
    {
        using var machine = server.NewMachine();
        using var request = new HttpRequestMessage(HttpMethod.Delete, Address(project, $"segments/{segment}"))
        {
            Content = new StringContent(JsonSerializer.Serialize(new { manifest = Text(entry), signature = Text(new byte[64]) }), Encoding.UTF8, "application/json"),
        };
        using var answer = await machine.SendAsync(request, Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task<JsonNode> GetAsync(SealedProject project, string what)
    {
        using var machine = server.NewMachine();
        return JsonNode.Parse(await machine.GetStringAsync(Address(project, what), Cancellation))!;
    }
}
