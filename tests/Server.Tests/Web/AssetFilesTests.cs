using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Footfall.Server.Web;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Footfall.Server.Tests.Web;

public sealed class AssetFilesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("footfall-assets-");

    [Theory]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("", null)]
    public async Task WhatTheBuildLeftByBrotliOnlyIsServedToEverybody(string accepted, string? encoding)
    {
        const string content = "\0asm and what follows";
        await using (var file = File.Create(Path.Combine(folder.FullName, "engine-1a2b.wasm.br")))
        await using (var brotli = new BrotliStream(file, CompressionLevel.Fastest)) await brotli.WriteAsync(Encoding.UTF8.GetBytes(content), TestContext.Current.CancellationToken);
        var files = new AssetFiles(folder.FullName);
        Assert.Equal("sha384-" + Convert.ToBase64String(SHA384.HashData(Encoding.UTF8.GetBytes(content))), files.Find("/engine-1a2b.wasm")!.Integrity);
        Assert.Null(files.Find("/engine-1a2b.wasm.br"));

        var context = new DefaultHttpContext();
        context.Request.Method = "GET";
        context.Request.Headers.AcceptEncoding = accepted;
        using var body = new MemoryStream();
        context.Response.Body = body;
        await AssetFiles.SendAsync(context, files.Find("/engine-1a2b.wasm")!, "public, immutable");

        Assert.Equal("application/wasm", context.Response.ContentType);
        Assert.Equal(encoding ?? "", context.Response.Headers.ContentEncoding.ToString());
        Assert.Equal("Accept-Encoding", context.Response.Headers.Vary);
        Assert.Equal(body.Length, context.Response.ContentLength);
        body.Position = 0;
        using var plain = encoding switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => (Stream)body,
        };
        using var reader = new StreamReader(plain);
        Assert.Equal(content, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task EachFileIsListedWithTheHashThatABrowserWouldCheck()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "b.js"), "alert('Hello, world.');", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.css"), "", TestContext.Current.CancellationToken);
        // The first is the example of the specification, Subresource Integrity section 3.1; the second is of nothing.
        Assert.Equal(
            [
                ("/js/a.css", "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb"),
                ("/js/b.js", "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"),
            ],
            new AssetFiles(folder.FullName).Integrity("/js").Select(file => (file.Key, file.Value)));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
