using System.Text.Json.Nodes;
using Footfall.Ingestion.Dialects.Otlp;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Footfall.Ingestion.Tests.Dialects;

public sealed class ProtoReaderTests
{
    [Fact]
    public void EachKindOfFieldIsRead()
    {
        byte[] message = [0x08, 0x96, 0x01, 0x11, 1, 0, 0, 0, 0, 0, 0, 0x80, 0x1A, 2, (byte)'o', (byte)'k', 0x25, 7, 0, 0, 0];
        var reader = new ProtoReader(message);

        Assert.True(reader.Next() && reader is { Field: 1, Kind: ProtoKind.Varint, Number: 150 });
        Assert.True(reader.Next() && reader is { Field: 2, Kind: ProtoKind.Fixed64, Number: 0x8000000000000001 });
        Assert.True(reader.Next() && reader is { Field: 3, Kind: ProtoKind.Bytes } && reader.Bytes.SequenceEqual("ok"u8));
        Assert.True(reader.Next() && reader is { Field: 4, Kind: ProtoKind.Fixed32, Number: 7 });
        Assert.False(reader.Next());
        Assert.False(reader.IsBroken);
    }

    [Theory]
    [InlineData(new byte[] { 0x08 })]
    [InlineData(new byte[] { 0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 })]
    [InlineData(new byte[] { 0x0A, 5, 1 })]
    [InlineData(new byte[] { 0x09, 1, 2, 3 })]
    [InlineData(new byte[] { 0x0D, 1 })]
    [InlineData(new byte[] { 0x0B, 0x0C })]
    [InlineData(new byte[] { 0x00, 0x01 })]
    public void ABrokenMessageEndsAndSaysSo(byte[] message)
    {
        var reader = new ProtoReader(message);

        Assert.False(reader.Next());
        Assert.True(reader.IsBroken);
        Assert.False(reader.Next());
    }

    [Fact]
    public void TheLargestVarintIsRead()
    {
        var reader = new ProtoReader([0x08, .. Proto.Varint(ulong.MaxValue)]);

        Assert.True(reader.Next());
        Assert.Equal(ulong.MaxValue, reader.Number);
    }

    [Fact]
    public void AnyBytesBecomeJsonOrNothing() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            var json = TranscodeLogs.FromProto(Proto.Request(bytes, Proto.Record("x", bytes, bytes)));
            var records = JsonNode.Parse(json)!["resourceLogs"]![0]!["scopeLogs"]![0]!["logRecords"]!.AsArray();
            return records.Count == 2;
        }));

    [Fact]
    public void ListsAreFollowedSoDeepAndNoDeeper()
    {
        var value = Proto.Text("bottom");
        for (var i = 0; i < 5000; i++) value = Proto.Array(value);

        var json = TranscodeLogs.FromProto(Proto.Request(Proto.Record("deep", Proto.Pair("a", value), value)));

        Assert.True(json!.Length < 2000);
        Assert.DoesNotContain("bottom", System.Text.Encoding.UTF8.GetString(json), StringComparison.Ordinal);
    }

    [Fact]
    public void TheJsonIsBoundedByTheMessage()
    {
        var smallest = Enumerable.Repeat(Proto.Field(1, [0x10, 1]), 20_000).SelectMany(bytes => bytes).ToArray();
        var request = Proto.Request(Proto.Record("wide", [], Proto.Field(5, smallest)));

        Assert.True(TranscodeLogs.FromProto(request)!.Length < 7 * request.Length);
    }
}
