using System.IO.Compression;
using System.Text;
using Footfall.Ingestion.Endpoints;
using Xunit;

namespace Footfall.Ingestion.Tests.Endpoints;

public sealed class UnpackTests : IDisposable
{
    private const int Limit = 100_000;
    private const string Json = """{"events":[{"name":"pageview"}]}""";

    private readonly BodyBudget budget = new(new IngestionLimits());

    public void Dispose() => budget.Dispose();

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip", "")]
    [InlineData("gzip", "br")]
    [InlineData("gzip", "identity")]
    [InlineData("br", "br")]
    [InlineData("br", "BR")]
    [InlineData("zlib", "deflate")]
    [InlineData("deflate", "deflate")]
    [InlineData("plain", "")]
    [InlineData("plain", "gzip")]
    [InlineData("plain", "br")]
    [InlineData("plain", "deflate")]
    [InlineData("plain", "made-up")]
    public void ABodyIsUnpackedByWhatItIs(string packed, string labelled)
    {
        var (body, refusal) = Unpack.Body(Pooled(Pack(packed, Encoding.UTF8.GetBytes(Json))), labelled, Limit, budget);

        Assert.Null(refusal);
        Assert.Equal(Json, Encoding.UTF8.GetString(body!.Span));
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("zlib", "deflate")]
    [InlineData("deflate", "deflate")]
    public void ABombIsStoppedAtTheLimit(string packed, string labelled)
    {
        var bomb = Pack(packed, new byte[50_000_000]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var (body, refusal) = Unpack.Body(Pooled(bomb), labelled, Limit, budget);

        Assert.Null(body);
        Assert.Equal(413, refusal!.Status);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 5_000_000);
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("zlib", "deflate")]
    [InlineData("gzip", "gzip")]
    public void BrokenCompressionIsRefused(string packed, string labelled)
    {
        var bytes = Pack(packed, Encoding.UTF8.GetBytes(new string('x', 500) + Guid.NewGuid()));
        for (var i = 4; i < bytes.Length; i++) bytes[i] ^= 0x5A;

        var (body, refusal) = Unpack.Body(Pooled(bytes), labelled, Limit, budget);

        Assert.Null(body);
        Assert.Equal(400, refusal!.Status);
    }

    [Theory]
    [InlineData("gzip", "gzip", 1)]
    [InlineData("gzip", "gzip", 9)]
    [InlineData("gzip", "gzip", 200)]
    [InlineData("br", "br", 1)]
    [InlineData("br", "br", 200)]
    [InlineData("zlib", "deflate", 1)]
    [InlineData("zlib", "deflate", 200)]
    [InlineData("deflate", "deflate", 1)]
    [InlineData("deflate", "deflate", 200)]
    public void ACompressedBodyThatEndsEarlyIsToldAsThat(string packed, string labelled, int missing)
    {
        var noise = new byte[1000];
        new Random(1).NextBytes(noise);

        var (body, refusal) = Unpack.Body(Pooled(Pack(packed, noise)[..^missing]), labelled, Limit, budget);

        Assert.Null(body);
        Assert.Equal((400, "The compressed body is broken or ends early."), (refusal!.Status, refusal.Title));
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("zlib", "deflate")]
    public void WhatIsUnpackedCountsAndIsGivenBackWhereItFindsNoRoom(string packed, string labelled)
    {
        using var small = new BodyBudget(new IngestionLimits { BodiesInFlightBytes = 64 * 1024 });
        using var body = new PooledBody(small);
        Assert.True(body.TryAppend(Pack(packed, new byte[90_000])));
        var before = small.Lent;

        var (unpacked, refusal) = Unpack.Body(body, labelled, Limit, small);

        Assert.Null(unpacked);
        Assert.Equal((503, "busy"), (refusal!.Status, refusal.Code));
        Assert.Equal(before, small.Lent);
    }

    [Fact]
    public void AnUnknownEncodingIsRefusedByName() =>
        Assert.Equal("Content-Encoding", Unpack.Body(Pooled([1, 2, 3]), "zstd", Limit, budget).Refusal?.Field);

    private PooledBody Pooled(byte[] bytes)
    {
        var body = new PooledBody(budget);
        Assert.True(body.TryAppend(bytes));
        return body;
    }

    private static byte[] Pack(string how, byte[] bytes)
    {
        if (how == "plain") return bytes;
        using var packed = new MemoryStream();
        using (Stream stream = how switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            "zlib" => new ZLibStream(packed, CompressionLevel.Fastest),
            _ => new DeflateStream(packed, CompressionLevel.Fastest),
        })
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }
}
