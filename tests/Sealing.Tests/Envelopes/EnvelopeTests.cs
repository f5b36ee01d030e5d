using System.Text;
using Footfall.Sealing.Envelopes;
using Footfall.Sealing.Hpke;
using Xunit;

namespace Footfall.Sealing.Tests.Envelopes;

public sealed class EnvelopeTests : IDisposable
{
    private static readonly byte[] Project = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
    private static readonly byte[] Epoch = [.. Enumerable.Range(101, 8).Select(i => (byte)i)];
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("""{"e":[{"n":"pageview"}]}""");
    private readonly HpkeKey _key = HpkeKey.Generate();

    [Fact]
    public void WhatWasSealedIsOpened()
    {
        using var sealer = new EnvelopeSealer(_key, Project, Epoch);
        foreach (var content in (byte[][])[[], Content, new byte[200_000]])
        {
            var opened = Open(sealer.Seal(content));
            Assert.Equal(Refusal.None, opened.Refusal);
            Assert.Equal(content, opened.Content);
        }
    }

    [Fact]
    public void EachByteIsAuthenticated()
    {
        using var sealer = new EnvelopeSealer(_key, Project, Epoch);
        var bytes = sealer.Seal(Content);
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= 1;
            Assert.NotEqual(Refusal.None, Open(changed).Refusal);
        }
    }

    [Fact]
    public void TruncatedAndOversizedEnvelopesAreRefused()
    {
        using var sealer = new EnvelopeSealer(_key, Project, Epoch);
        var bytes = sealer.Seal(Content);
        for (var length = 0; length < bytes.Length; length++) Assert.NotEqual(Refusal.None, Open(bytes[..length]).Refusal);
        Assert.Equal(Refusal.TooLarge, Open(new byte[Envelope.MostBytes + 1]).Refusal);
    }

    [Fact]
    public void AnEnvelopeOfAnotherProjectOrEpochIsElsewhere()
    {
        using var project = new EnvelopeSealer(_key, new byte[16], Epoch);
        using var epoch = new EnvelopeSealer(_key, Project, new byte[8]);
        Assert.Equal(Refusal.Elsewhere, Open(project.Seal(Content)).Refusal);
        Assert.Equal(Refusal.Elsewhere, Open(epoch.Seal(Content)).Refusal);
    }

    [Fact]
    public void TheIdLeavesTheHeadOutAndTheSequenceCounts()
    {
        using var sealer = new EnvelopeSealer(_key, Project, Epoch);
        Envelope.Read(sealer.Seal(Content), out var first);
        Envelope.Read(sealer.Seal(Content), out var second);
        Assert.Equal((0u, 1u), (first!.Sequence, second!.Sequence));
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(first.Bytes[26..]), first.Id());
        Assert.NotEqual(first.Id(), second.Id());
    }

    private (Refusal Refusal, byte[] Content) Open(byte[] bytes)
    {
        var refusal = Envelope.Read(bytes, out var envelope);
        if (refusal != Refusal.None) return (refusal, []);
        using var opener = new EnvelopeOpener(_key, Project, Epoch);
        refusal = opener.Open(envelope!, out var content);
        return (refusal, content);
    }

    public void Dispose() => _key.Dispose();
}
