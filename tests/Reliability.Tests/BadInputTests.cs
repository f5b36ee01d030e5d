using System.IO.Compression;
using System.Net;
using System.Text;
using Footfall.Reliability.Tests.Running;
using Xunit;

namespace Footfall.Reliability.Tests;

/// <summary>Malformed, huge, deep, wrongly encoded and slow requests: each gets a clear answer, and the server goes on as before.</summary>
public sealed class BadInputTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const int Mebibyte = 1 << 20;

    private static readonly byte[] Zeros = new byte[64 * Mebibyte];

    [Fact]
    public async Task BodiesThatCannotBeReadAreRefusedWithARemedy()
    {
        foreach (var (body, encoding, status) in Bodies())
        {
            var content = new ByteArrayContent(body);
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            if (encoding.Length > 0) content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
            var refused = await Refusal.OfAsync(shared.Process.Client, new HttpRequestMessage(HttpMethod.Post, "/collect") { Content = content });
            Assert.True(refused.Status == status, $"{encoding} {Encoding.Latin1.GetString(body.AsSpan(0, Math.Min(60, body.Length)))}: {refused}");
            refused.NamesARemedy();
        }

        await TakesEventsAsync();
    }

    [Fact]
    public async Task BombsAndDepthTakeNoMemory()
    {
        await TakesEventsAsync();
        var before = shared.Process.MemoryBytes;
        var bombs = new[] { (Pack(stream => new GZipStream(stream, CompressionLevel.Optimal)), "gzip"), (Pack(stream => new BrotliStream(stream, CompressionLevel.Optimal)), "br") };
        for (var round = 0; round < 20; round++)
        {
            foreach (var (bomb, encoding) in bombs)
            {
                var content = new ByteArrayContent(bomb);
                content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
                var refused = await Refusal.OfAsync(shared.Process.Client, new HttpRequestMessage(HttpMethod.Post, "/collect") { Content = content });
                Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.Status);
            }

            var deep = $$$"""{"key":"{{{shared.Project.Key}}}","events":[{"name":"a","props":{{{Nested(500_000)}}}}]}""";
            using var answer = await shared.Process.Client.PostAsync("/collect", new StringContent(deep), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.InRange(shared.Process.MemoryBytes - before, long.MinValue, 200L * Mebibyte);
        await TakesEventsAsync();
    }

    [Theory]
    [InlineData("POST /collect HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{", "HTTP/1.1 408")]
    [InlineData("POST /collect HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"key\r\n", "HTTP/1.1 408")]
    [InlineData("POST /collect HTTP/1.1\r\nHost: x\r\nX-Slow: ", "HTTP/1.1 408")]
    [InlineData("POST /collect HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n", "HTTP/1.1 400")]
    [InlineData("POST /collect HTTP/1.1\r\nHost: x\r\nContent-Length: -4\r\n\r\n", "HTTP/1.1 400")]
    [InlineData("\0\u0001\u0002\u0003\r\n\r\n", "HTTP/1.1 400")]
    public async Task ARequestThatNeverEndsOrIsNoneIsEnded(string request, string answer)
    {
        using var connection = await RawConnection.OpenAsync(shared.Process.Address);
        await connection.SendAsync(request);
        Assert.StartsWith(answer, await connection.ReadToEndAsync(), StringComparison.Ordinal);
        await TakesEventsAsync();
    }

    private static IEnumerable<(byte[] Body, string Encoding, HttpStatusCode Status)> Bodies()
    {
        foreach (var text in new[] { "", "{", "[]", "null", "{\"events\":", "{\"key\":\"a\",\"events\":{}}", "{\"key\":\"a\" \"events\":[]}", "\u0000", "NaN", "{\"events\":[{]}" })
            yield return (Encoding.UTF8.GetBytes(text), "", HttpStatusCode.BadRequest);
        yield return ([0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], "", HttpStatusCode.BadRequest);
        yield return ([0x1F, 0x8B, 8, 0, 1, 2, 3], "gzip", HttpStatusCode.BadRequest);
        yield return ([1, 2, 3, 4, 5], "br", HttpStatusCode.BadRequest);
        yield return ([0x78, 0x9C, 9, 9, 9], "deflate", HttpStatusCode.BadRequest);
        yield return ([9, 9, 9], "zstd", HttpStatusCode.BadRequest);
        yield return (new byte[Mebibyte + 1], "", HttpStatusCode.RequestEntityTooLarge);
    }

    private static byte[] Pack(Func<Stream, Stream> open)
    {
        using var packed = new MemoryStream();
        using (var stream = open(packed)) stream.Write(Zeros);
        return packed.ToArray();
    }

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("[", depth));

    private async Task TakesEventsAsync() => Assert.Equal(HttpStatusCode.Accepted, await new Sender(shared.Project, Random.Shared.Next()).SendAsync(shared.Process.Client));
}
