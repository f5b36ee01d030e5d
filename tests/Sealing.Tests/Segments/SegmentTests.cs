using System.Text.Json;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Membership;
using Footfall.Sealing.Segments;
using Footfall.Sealing.Signatures;
using Xunit;

namespace Footfall.Sealing.Tests.Segments;

/// <summary>schema/vectors/segments.json, which the TypeScript twin reads as well.</summary>
public sealed class SegmentTests : IDisposable
{
    private readonly JsonElement _vectors = Vectors.Read("segments.json");
    private readonly JsonElement _membership = Vectors.Read("membership.json");
    private readonly HpkeKey _key = HpkeKey.FromPrivate(Vectors.Read("sealing.json").Hex("epochPrivate"));
    private readonly MembershipLog _members;

    public SegmentTests()
    {
        var signatures = _membership.GetProperty("signatures")[0].GetProperty("signatures").EnumerateArray();
        var entries = _membership.GetProperty("entries").EnumerateArray().Zip(signatures, (entry, signature) => new SignedEntry(entry.GetString()!, Convert.FromHexString(signature.GetString()!)));
        Assert.Equal(ChainRefusal.None, MembershipLog.Read(_membership.GetProperty("vault").GetGuid(), entries, null, out var log, out _));
        _members = log!;
    }

    private Guid Project => _vectors.GetProperty("project").GetGuid();
    private string Epoch => _vectors.GetProperty("epoch").GetString()!;
    private SegmentDescription Description => new() { Form = "arrow", Schema = 1, Rows = 1, FirstHour = 1, LastHour = 1, Envelopes = 1, Consumed = _vectors.GetProperty("consumed").GetString()! };

    [Theory]
    [InlineData("C#"), InlineData("TypeScript")]
    public void TheChainsAndSegmentsOfBothLanguagesAreRead(string writer)
    {
        var written = Chain(writer).GetProperty("segments").EnumerateArray().ToDictionary(segment => segment.GetProperty("segment").GetString()!);
        var chain = Read(Entries(writer));
        Assert.Equal(_vectors.GetProperty("live").EnumerateArray().Select(name => name.GetString()), chain.Live.Select(manifest => written[manifest.Segment].GetProperty("name").GetString()));
        foreach (var manifest in Entries(writer).Select(Manifested).Where(manifest => !manifest.IsUndo))
        {
            Assert.Equal(Refusal.None, SegmentReader.Open(_key, manifest, written[manifest.Segment].Hex("bytes"), out var content));
            Assert.Equal(written[manifest.Segment].Hex("content"), content);
        }
    }

    [Fact]
    public void WhatMayNotFollowIsRefusedByName()
    {
        foreach (var vector in _vectors.GetProperty("refused").EnumerateArray())
        {
            var after = vector.GetProperty("after").GetInt32();
            var refusal = SegmentChain.Read(Project, Epoch, _members, [.. Entries("TypeScript").Take(after), Signed(vector)], null, out var chain, out var at);
            var about = vector.GetProperty("about").GetString();
            Assert.Equal((about, vector.GetProperty("refusal").GetString()), (about, JsonNamingPolicy.SnakeCaseLower.ConvertName(refusal.ToString())));
            Assert.Null(chain);
            Assert.Equal(after, at);
        }
    }

    [Fact]
    public void ARefusedManifestChangesNothing()
    {
        var chain = Read(Entries("TypeScript"));
        var (length, head, live) = (chain.Length, chain.Head, chain.Live.Select(manifest => manifest.Segment).ToList());
        foreach (var vector in _vectors.GetProperty("refused").EnumerateArray().Where(vector => vector.GetProperty("after").GetInt64() == length)) chain.Append(Signed(vector));
        Assert.Equal((length, head), (chain.Length, chain.Head));
        Assert.Equal(live, chain.Live.Select(manifest => manifest.Segment));
    }

    [Fact]
    public void AChainThatIsShorterOrOtherThanWhatWasSeenIsRolledBack()
    {
        var entries = Entries("C#");
        var head = Read(entries).Head;
        Assert.Equal(ChainRefusal.None, SegmentChain.Read(Project, Epoch, _members, entries, (5, head), out _, out _));
        Assert.Equal(ChainRefusal.RolledBack, SegmentChain.Read(Project, Epoch, _members, entries[..4], (5, head), out var chain, out _));
        Assert.Null(chain);
        Assert.Equal(ChainRefusal.RolledBack, SegmentChain.Read(Project, Epoch, _members, entries, (4, head), out _, out _));
        Assert.Equal(ChainRefusal.RolledBack, SegmentChain.Read(Project, Epoch, _members, [], (5, head), out _, out _));
        Assert.Equal(ChainRefusal.None, SegmentChain.Read(Project, Epoch, _members, [], null, out _, out _));
    }

    [Fact]
    public void OtherBytesThanTheSignedOnesAreElsewhere()
    {
        var (manifest, bytes) = Segment("B");
        foreach (var at in (int[])[0, 1, 2, 18, 26, 42, bytes.Length - 1])
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= 1;
            Assert.Equal(Refusal.Elsewhere, SegmentReader.Open(_key, manifest, changed, out _));
        }
        Assert.Equal(Refusal.Elsewhere, SegmentReader.Open(_key, manifest, Segment("D").Bytes, out _));
        Assert.Equal(Refusal.Elsewhere, SegmentReader.Open(_key, Manifested(Entries("TypeScript")[3]), bytes, out _));
    }

    [Fact]
    public void ASegmentOpensWithItsOwnManifestAndKeyOnly()
    {
        var (manifest, bytes) = Segment("B");
        using var other = HpkeKey.Generate();
        Assert.Equal(Refusal.Unopenable, SegmentReader.Open(other, manifest, bytes, out var content));
        Assert.Empty(content);
        var text = Entries("TypeScript").Single(entry => Manifested(entry).Segment == manifest.Segment).Entry;
        var moreRows = Manifested(new SignedEntry(text.Replace("\"rows\":3", "\"rows\":4", StringComparison.Ordinal), []));
        Assert.Equal(Refusal.Unopenable, SegmentReader.Open(_key, moreRows, bytes, out _));
    }

    [Fact]
    public void MegabytesAreSealedAndOpenedAndIdsAreNotUsedTwice()
    {
        var chain = Read([]);
        byte[] content = [.. Enumerable.Range(0, 3_000_000).Select(i => (byte)(i >> 8))];
        var (first, bytes) = Writer("owner").Seal(chain, _key, Description, content);
        var (second, _) = Writer("owner").Seal(chain, _key, Description, content);
        Assert.NotEqual(Manifested(first).Segment, Manifested(second).Segment);
        Assert.Equal(ChainRefusal.None, chain.Append(first));
        Assert.Equal(ChainRefusal.OutOfOrder, chain.Append(second));
        Assert.Equal(Refusal.None, SegmentReader.Open(_key, chain.Live.Single(), bytes, out var opened));
        Assert.True(content.AsSpan().SequenceEqual(opened));
    }

    [Fact]
    public void UndoingBringsBackWhatWasReplaced()
    {
        var chain = Read(Entries("C#"));
        var last = chain.Live.Last();
        Assert.Equal(ChainRefusal.None, chain.Append(Writer("admin").Undo(chain, last.Segment)));
        Assert.Contains(last.Replaces.Single(), chain.Live.Select(manifest => manifest.Segment));
        Assert.DoesNotContain(last.Segment, chain.Live.Select(manifest => manifest.Segment));
    }

    [Fact]
    public void NoManifestIsWrittenThatNoReaderTakes()
    {
        foreach (var wrong in (SegmentDescription[])[Description with { LastHour = 0 }, Description with { Form = "csv" }, Description with { Consumed = "" }, Description with { Rows = -1 }, Description with { Storage = "\"" }])
            Assert.Throws<ArgumentException>(() => Writer("owner").Seal(Read([]), _key, wrong, [1]));
    }

    [Fact]
    public void TheIdsOfEnvelopesHaveOneHashInBothLanguages() =>
        Assert.Equal(_vectors.GetProperty("consumed").GetString(), SegmentDescription.HashOf(_vectors.GetProperty("envelopeIds").EnumerateArray().Select(id => Convert.FromHexString(id.GetString()!))));

    private SegmentChain Read(SignedEntry[] entries)
    {
        Assert.Equal(ChainRefusal.None, SegmentChain.Read(Project, Epoch, _members, entries, null, out var chain, out _));
        return chain!;
    }

    private (Manifest Manifest, byte[] Bytes) Segment(string name)
    {
        var written = Chain("TypeScript").GetProperty("segments").EnumerateArray().Single(segment => segment.GetProperty("name").GetString() == name);
        return (Entries("TypeScript").Select(Manifested).Single(manifest => !manifest.IsUndo && manifest.Segment == written.GetProperty("segment").GetString()), written.Hex("bytes"));
    }

    private SegmentWriter Writer(string name)
    {
        var account = _membership.GetProperty("accounts").GetProperty(name);
        return new SegmentWriter(account.GetProperty("account").GetGuid(), SigningKey.FromPrivate(account.GetProperty("sign").Hex("private")), TimeProvider.System);
    }

    private JsonElement Chain(string writer) => _vectors.GetProperty("chains").EnumerateArray().Single(chain => chain.GetProperty("writer").GetString() == writer);

    private SignedEntry[] Entries(string writer) => [.. Chain(writer).GetProperty("entries").EnumerateArray().Select(Signed)];

    private static SignedEntry Signed(JsonElement vector) => new(vector.GetProperty("entry").GetString()!, vector.Hex("signature"));

    private static Manifest Manifested(SignedEntry entry) => Manifest.Read(System.Text.Encoding.ASCII.GetBytes(entry.Entry))!;

    public void Dispose() => _key.Dispose();
}
