using System.Text;
using System.Text.Json;
using Footfall.Sealing.Keys;
using Footfall.Sealing.Membership;
using Footfall.Sealing.Signatures;
using Footfall.Sealing.Streams;
using Xunit;

namespace Footfall.Sealing.Tests.Streams;

/// <summary>schema/vectors/streams.json, which the TypeScript twin reads as well.</summary>
public sealed class StreamTests
{
    private readonly JsonElement _vectors = Vectors.Read("streams.json");
    private readonly JsonElement _membership = Vectors.Read("membership.json");
    private readonly MembershipLog _members;

    public StreamTests() => _members = MembersAt(int.MaxValue);

    private Guid Project => _vectors.GetProperty("project").GetGuid();
    private Guid Vault => _vectors.GetProperty("vault").GetGuid();
    private string Stream => _vectors.GetProperty("stream").GetString()!;

    [Theory]
    [InlineData("C#"), InlineData("TypeScript")]
    public void TheStreamsOfBothLanguagesAreRead(string writer)
    {
        var chain = Read(Entries(writer));
        var kept = _vectors.GetProperty("kept").EnumerateArray().Select(name => name.GetString());
        Assert.Equal(kept, chain.Items.Select(item => Item(writer, item).GetProperty("name").GetString()));
        foreach (var item in chain.Items)
        {
            Assert.Equal(Refusal.None, StreamItemReader.Open(Secret(item.KeyVersion), Vault, item, Item(writer, item).Hex("wrapped"), out var content));
            Assert.Equal(Item(writer, item).GetProperty("content").GetString(), Encoding.UTF8.GetString(content).TrimEnd());
        }
    }

    [Fact]
    public void WhatMayNotFollowIsRefusedByName()
    {
        foreach (var vector in _vectors.GetProperty("refused").EnumerateArray())
        {
            var after = vector.GetProperty("after").GetInt32();
            var refusal = StreamChain.Read(Project, Stream, _members, [.. Entries("TypeScript").Take(after), Signed(vector)], null, out var chain, out var at);
            var about = vector.GetProperty("about").GetString();
            Assert.Equal((about, vector.GetProperty("refusal").GetString()), (about, JsonNamingPolicy.SnakeCaseLower.ConvertName(refusal.ToString())));
            Assert.Null(chain);
            Assert.Equal(after, at);
        }
    }

    [Fact]
    public void ARefusedItemChangesNothing()
    {
        var chain = Read(Entries("TypeScript"));
        var (length, head, items) = (chain.Length, chain.Head, chain.Items.ToList());
        foreach (var vector in _vectors.GetProperty("refused").EnumerateArray().Where(vector => vector.GetProperty("after").GetInt64() == length)) chain.Append(Signed(vector));
        Assert.Equal((length, head), (chain.Length, chain.Head));
        Assert.Equal(items, chain.Items);
    }

    [Fact]
    public void WhatWasLetGoOfMayBeMissingAndNothingElse()
    {
        var entries = Entries("TypeScript");
        Assert.Equal(3, Read(entries[1..]).Items.Count());
        Assert.Equal(ChainRefusal.RolledBack, StreamChain.Read(Project, Stream, _members, entries[2..], null, out var chain, out _));
        Assert.Null(chain);
        Assert.Equal(ChainRefusal.OutOfOrder, StreamChain.Read(Project, Stream, _members, [entries[0], entries[2]], null, out _, out _));
        Assert.Equal(ChainRefusal.OutOfOrder, StreamChain.Read(Project, Stream, _members, [entries[0], entries[1], entries[1]], null, out _, out _));
    }

    [Fact]
    public void AStreamThatIsShorterOrOtherThanWhatWasSeenIsRolledBack()
    {
        var (entries, others) = (Entries("TypeScript"), Entries("C#"));
        var seen = (4L, Read(entries).Head);
        Assert.Equal(ChainRefusal.None, Against(entries, seen));
        Assert.Equal(ChainRefusal.None, Against(entries[1..], (1, Read(entries[..1]).Head)));
        Assert.Equal(ChainRefusal.RolledBack, Against(entries[..3], seen));
        Assert.Equal(ChainRefusal.RolledBack, Against(others, seen));
        Assert.Equal(ChainRefusal.RolledBack, Against(others[1..], (1, Read(entries[..1]).Head)));
        Assert.Equal(ChainRefusal.RolledBack, Against([], seen));
        Assert.Equal(ChainRefusal.None, Against([], null));
    }

    [Fact]
    public void AnItemOpensInItsOwnPlaceOnly()
    {
        var items = Read(Entries("C#")).Items.ToList();
        var wrapped = Item("C#", items[1]).Hex("wrapped");
        for (var at = 0; at < wrapped.Length; at += 40)
        {
            wrapped[at] ^= 1;
            Assert.Equal(Refusal.Elsewhere, StreamItemReader.Open(Secret(2), Vault, items[1], wrapped, out _));
            wrapped[at] ^= 1;
        }

        Assert.Equal(Refusal.Elsewhere, StreamItemReader.Open(Secret(2), Vault, items[2], wrapped, out _));
        Assert.Equal(Refusal.Unopenable, StreamItemReader.Open(Secret(1), Vault, items[1], wrapped, out _));
        Assert.Equal(Refusal.Unopenable, StreamItemReader.Open(Secret(2), Guid.NewGuid(), items[1], wrapped, out var content));
        Assert.Empty(content);
    }

    [Fact]
    public void ItsPlaceIsBoundInOneWayInBothLanguages() =>
        Assert.Equal(_vectors.Hex("binding"), Binding.OfStreamItem(Project, Stream, 4_294_967_298, Vault, 2).Bytes.ToArray());

    [Fact]
    public void ALengthTellsLittle()
    {
        var chain = new StreamChain(Project, Stream, _members);
        int LengthOf(int content) => Writer("owner").Write(chain, Secret(2), Vault, 2, 0, new byte[content]).Wrapped.Length;
        Assert.Equal(LengthOf(1), LengthOf(256));
        Assert.Equal(LengthOf(1000), LengthOf(1020));
        Assert.Throws<ArgumentException>(() => LengthOf(StreamItemWriter.MostContentBytes + 1));
    }

    private ChainRefusal Against(IReadOnlyList<SignedEntry> entries, (long, string)? seen) => StreamChain.Read(Project, Stream, _members, entries, seen, out _, out _);

    private StreamChain Read(IReadOnlyList<SignedEntry> entries)
    {
        Assert.Equal(ChainRefusal.None, StreamChain.Read(Project, Stream, _members, entries, null, out var chain, out _));
        return chain!;
    }

    private MembershipLog MembersAt(int length)
    {
        var signatures = _membership.GetProperty("signatures")[0].GetProperty("signatures").EnumerateArray();
        var entries = _membership.GetProperty("entries").EnumerateArray().Zip(signatures, (entry, signature) => new SignedEntry(entry.GetString()!, Convert.FromHexString(signature.GetString()!)));
        Assert.Equal(ChainRefusal.None, MembershipLog.Read(_membership.GetProperty("vault").GetGuid(), entries.Take(length), null, out var log, out _));
        return log!;
    }

    private StreamItemWriter Writer(string name)
    {
        var account = _membership.GetProperty("accounts").GetProperty(name);
        return new StreamItemWriter(account.GetProperty("account").GetGuid(), SigningKey.FromPrivate(account.GetProperty("sign").Hex("private")), TimeProvider.System);
    }

    private byte[] Secret(long version) => Convert.FromHexString(_vectors.GetProperty("secrets")[(int)version - 1].GetString()!);

    private JsonElement Chain(string writer) => _vectors.GetProperty("chains").EnumerateArray().Single(chain => chain.GetProperty("writer").GetString() == writer);

    private JsonElement Item(string writer, StreamEntry entry) => Chain(writer).GetProperty("items")[(int)entry.Sequence];

    private SignedEntry[] Entries(string writer) => [.. Chain(writer).GetProperty("entries").EnumerateArray().Select(Signed)];

    private static SignedEntry Signed(JsonElement vector) => new(vector.GetProperty("entry").GetString()!, vector.Hex("signature"));
}
