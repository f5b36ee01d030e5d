using System.Net;
using Footfall.Server.Remote;
using Xunit;

namespace Footfall.Server.Tests.Remote;

public sealed class RemoteAnswerTests
{
    [Theory]
    [InlineData(200, "application/json")]
    [InlineData(200, "Application/JSON; charset=utf-8")]
    [InlineData(404, "application/problem+json")]
    [InlineData(200, "application/octet-stream")]
    public void DataPasses(int status, string type)
    {
        using var answer = Answer(status, type);
        Assert.Null(RemoteAnswer.Refuse(answer));
        Assert.Equal(type.Split(';')[0].ToLowerInvariant(), RemoteAnswer.ContentType(answer));
    }

    [Theory]
    [InlineData(204)]
    [InlineData(304)]
    public void NothingPasses(int status)
    {
        using var answer = Answer(status, null);
        Assert.Null(RemoteAnswer.Refuse(answer));
    }

    [Theory]
    [InlineData(200, "text/html", "text/html")]
    [InlineData(404, "text/javascript", "text/javascript")]
    [InlineData(200, "application/json-seq", "application/json-seq")]
    [InlineData(200, "application/ld+json", "application/ld+json")]
    [InlineData(200, "application/wasm", "application/wasm")]
    [InlineData(200, "image/svg+xml", "image/svg+xml")]
    [InlineData(200, "text/html, application/json", "no content type")]
    [InlineData(200, null, "no content type")]
    [InlineData(302, "application/json", "a redirect")]
    [InlineData(300, "application/json", "a redirect")]
    public void EverythingElseIsRefusedByName(int status, string? type, string found)
    {
        using var answer = Answer(status, type);
        Assert.Equal(found, RemoteAnswer.Refuse(answer));
    }

    [Fact]
    public void HeadersPassByName()
    {
        using var answer = Answer(200, "application/json");
        foreach (var name in new[] { "Location", "Set-Cookie", "Refresh", "Link", "Service-Worker-Allowed", "Clear-Site-Data", "Content-Security-Policy", "Access-Control-Allow-Origin" })
            answer.Headers.TryAddWithoutValidation(name, "x");
        answer.Headers.TryAddWithoutValidation("Retry-After", "5");
        answer.Headers.TryAddWithoutValidation("ETag", "\"a\"");
        answer.Content.Headers.ContentEncoding.Add("br");
        answer.Content.Headers.TryAddWithoutValidation("Content-Disposition", "inline");
        Assert.Equal([("Content-Encoding", "br"), ("ETag", "\"a\""), ("Retry-After", "5")],
            RemoteAnswer.Headers(answer).Where(header => header.Key != "Content-Length").Select(header => (header.Key, header.Value)).Order());
        Assert.Null(RemoteAnswer.Refuse(answer));
        answer.Content.Headers.ContentEncoding.Add("zstd");
        Assert.Equal("an unknown compression", RemoteAnswer.Refuse(answer));
    }

    private static HttpResponseMessage Answer(int status, string? type)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent([1, 2]) };
        if (type is not null) answer.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return answer;
    }
}
