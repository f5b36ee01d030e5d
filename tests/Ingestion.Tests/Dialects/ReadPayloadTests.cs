using System.IO.Compression;
using System.Text;
using Footfall.Ingestion.Dialects;
using Footfall.Ingestion.Endpoints;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Footfall.Ingestion.Tests.Dialects;

public sealed class ReadPayloadTests : IDisposable
{
    private const string Json = """{"event":"ü✓ >>>>>>~~~~~~","n":1}""";
    private static readonly IngestionLimits Limits = new() { BodyBytes = 64 * 1024 };
    private readonly BodyBudget budget = new(Limits);
    private readonly ReadPayload read;

    public ReadPayloadTests() => read = new ReadPayload(new ReadBody(Limits, budget, TimeProvider.System), budget, Limits);

    public static TheoryData<string, string, string> Packed => new()
    {
        { Json, "", "text/plain" },
        { "\uFEFF \n" + Json, "", "" },
        { "data=" + Base64(Json), "", "application/x-www-form-urlencoded" },
        { "verbose=1&data=" + Base64(Json), "", "text/plain" },
        { "data=" + Uri.EscapeDataString(Base64(Json)), "", "application/json" },
        { "data=" + Uri.EscapeDataString(Json), "", "" },
        { "data=" + Base64(Json).Replace('+', '-').Replace('/', '_').TrimEnd('='), "", "" },
        { Base64(Json), "?compression=base64", "text/plain" },
        { "data=" + Uri.EscapeDataString(Base64(Json)), "?compression=base64&_=1795336281000", "" },
        { "data=" + Uri.EscapeDataString(Convert.ToBase64String(Gzip(Json))), "?compression=gzip-js", "" },
        { "", "?data=" + Uri.EscapeDataString(Base64(Json)) + "&verbose=0", "" },
    };

    [Theory]
    [MemberData(nameof(Packed))]
    public async Task JsonIsFoundHoweverItIsPackedAndLabelled(string body, string query, string contentType)
    {
        var payload = await PayloadOf(Encoding.UTF8.GetBytes(body), query, contentType);

        Assert.Equal(Json, payload!.Root!.Value.GetRawText());
    }

    [Theory]
    [InlineData("", "text/plain", "")]
    [InlineData("?compression=gzip-js", "text/plain", "")]
    [InlineData("", "application/x-www-form-urlencoded", "")]
    [InlineData("", "application/json", "gzip")]
    public async Task GzipIsKnownByItsFirstBytes(string query, string contentType, string encoding) =>
        Assert.Equal(Json, (await PayloadOf(Gzip(Json), query, contentType, encoding))!.Root!.Value.GetRawText());

    [Fact]
    public async Task PlainJsonThatIsLabelledAsGzipIsRead() => Assert.NotNull((await PayloadOf(Encoding.UTF8.GetBytes(Json), "", "application/json", "gzip"))!.Root);

    [Fact]
    public async Task OldBrowsersTextOfLzStringIsUnpacked()
    {
        // Made by lz-string 1.5.0's compressToBase64.
        const string packed = "N4IgpgbmB2AuIC4QB/DI5AAjZjBDP+DCj8QAaEaRARnIBsBLAZ3gQG0R7YwBbdABjIcuvKoM490AJjHD0AZhkSALIt4BWVegBsmgOyaAHJoCcmqgPLiRogLoBfIA";

        var payload = await PayloadOf(Encoding.UTF8.GetBytes("data=" + Uri.EscapeDataString(packed)), "?compression=lz64", "");

        Assert.Equal(
            """{"event":"ü✓ ü✓ ü✓ aaaaaaaaaaaaaaaaaaaaaaaa","n":1,"list":["item 0","item 1","item 2","item 3","item 4","item 5","item 6","item 7","item 8","item 9","item 10","item 11"]}""",
            payload!.Root!.Value.GetRawText());
    }

    [Fact]
    public async Task AFormWithoutDataIsGivenByItsFields()
    {
        var payload = await PayloadOf("idsite=1&rec=1&action_name=a+b%20c"u8.ToArray(), "?idsite=9", "");

        Assert.Null(payload!.Root);
        Assert.Equal("a b c", payload.Form["action_name"]);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("data=!!!")]
    [InlineData("data=bm9uc2Vuc2U")]
    public async Task WhatIsNoJsonIsRefusedWithARemedy(string body)
    {
        var (payload, refusal) = await ReadAsync(Encoding.UTF8.GetBytes(body), "", "");

        Assert.Null(payload);
        Assert.Equal((400, "unreadable"), (refusal!.Status, refusal.Code));
        Assert.NotEmpty(refusal.Remedy);
    }

    [Fact]
    public async Task ABombIsRefusedWhereverItIsHidden()
    {
        var bomb = Gzip("{\"a\":\"" + new string('a', 5 * 1024 * 1024) + "\"}");

        Assert.Equal(413, (await ReadAsync(bomb, "", "")).Refusal!.Status);
        Assert.Equal(400, (await ReadAsync(Encoding.UTF8.GetBytes("data=" + Uri.EscapeDataString(Convert.ToBase64String(bomb))), "", "")).Refusal!.Status);
        Assert.Equal(0, budget.Lent);
    }

    [Theory]
    [InlineData("\\uD800")]
    [InlineData("\\uDC00x")]
    [InlineData("\\u0000")]
    [InlineData("\\uD800\\uD800")]
    public void WhatIsNoTextIsMended(string escape)
    {
        Assert.True(MendedJson.TryParse(Encoding.UTF8.GetBytes($$"""{"{{escape}}":"{{escape}}","ok":"\\uD800 \uD83D\uDE00"}"""), out var root));

        Assert.Contains('\uFFFD', root.EnumerateObject().First().Name);
        Assert.Contains('\uFFFD', root.EnumerateObject().First().Value.GetString()!);
        Assert.Equal("\\uD800 😀", root.GetProperty("ok").GetString());
    }

    [Fact]
    public void BytesThatAreNoUtf8AreMended()
    {
        Assert.True(MendedJson.TryParse([(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}'], out var root));

        Assert.Equal("\uFFFD", root.EnumerateObject().Single().Name);
    }

    public void Dispose() => budget.Dispose();

    private async Task<Payload?> PayloadOf(byte[] body, string query, string contentType, string encoding = "") => (await ReadAsync(body, query, contentType, encoding)).Payload;

    private async Task<(Payload? Payload, Refusal? Refusal)> ReadAsync(byte[] body, string query, string contentType, string encoding = "")
    {
        var http = new DefaultHttpContext();
        http.Request.Body = new MemoryStream(body);
        http.Request.QueryString = new QueryString(query);
        http.Request.ContentType = contentType;
        if (encoding.Length > 0) http.Request.Headers.ContentEncoding = encoding;
        return await read.ReadAsync(http.Request);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static byte[] Gzip(string text)
    {
        using var buffer = new MemoryStream();
        using (var stream = new GZipStream(buffer, CompressionLevel.SmallestSize)) stream.Write(Encoding.UTF8.GetBytes(text));
        return buffer.ToArray();
    }
}
