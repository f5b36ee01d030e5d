using Footfall.Sealing.Envelopes;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Notes;
using Xunit;

namespace Footfall.Sealing.Tests.Notes;

public sealed class NoteTests : IDisposable
{
    private static readonly byte[] Project = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
    private static readonly byte[] Epoch = [.. Enumerable.Range(101, 8).Select(i => (byte)i)];

    private static readonly Note Full = new()
    {
        Received = new DateTime(2026, 11, 26, 13, 45, 0, DateTimeKind.Utc),
        Country = "DE",
        Region = "DE-BE",
        City = "Berlin",
        Visitor = 0x00FF00FF00FF00FF,
        BotReason = "headless_browser",
        OptedOut = true,
    };

    private readonly HpkeKey key = HpkeKey.Generate();
    private readonly NoteSealer sealer;
    private readonly NoteOpener opener;

    public NoteTests() => (sealer, opener) = (new NoteSealer(key, Project, Epoch), new NoteOpener(key, Project, Epoch));

    [Fact]
    public void WhatWasSealedIsOpenedInAnyOrder()
    {
        Note[] notes = [Full, new() { Received = Full.Received }, Full with { Region = new string('x', 400) }];
        var envelope = SomeEnvelope();
        var written = notes.Select(note => sealer.Seal(envelope, note)).ToList();
        foreach (var at in (int[])[2, 0, 1]) Assert.Equal(notes[at], opener.Open(envelope, written[at]));
    }

    [Fact]
    public void TheTimeIsCutToItsMinute()
    {
        var envelope = SomeEnvelope();
        var late = Full with { Received = Full.Received.AddSeconds(59.9) };
        Assert.Equal(Full.Received, opener.Open(envelope, sealer.Seal(envelope, late))!.Received);
    }

    [Fact]
    public void TheLengthTellsNeitherABotNorAPlaceNorAnOptOut()
    {
        var envelope = SomeEnvelope();
        Assert.Equal(sealer.Seal(envelope, Full).Length, sealer.Seal(envelope, new Note { Received = Full.Received }).Length);
    }

    [Fact]
    public void ANoteOpensBesideItsOwnEnvelopeOnly()
    {
        var (first, second) = (SomeEnvelope(), SomeEnvelope());
        var note = sealer.Seal(first, Full);
        Assert.NotNull(opener.Open(first, note));
        Assert.Null(opener.Open(second, note));
    }

    [Fact]
    public void ANoteOfAnotherProjectOrEpochIsNotOpened()
    {
        var envelope = SomeEnvelope();
        using var project = new NoteSealer(key, new byte[16], Epoch);
        using var epoch = new NoteSealer(key, Project, new byte[8]);
        Assert.Null(opener.Open(envelope, project.Seal(envelope, Full)));
        Assert.Null(opener.Open(envelope, epoch.Seal(envelope, Full)));
    }

    [Fact]
    public void EachByteIsAuthenticatedAndEveryTruncationIsRefused()
    {
        var envelope = SomeEnvelope();
        var note = sealer.Seal(envelope, Full);
        for (var at = 0; at < note.Length; at++)
        {
            var changed = (byte[])note.Clone();
            changed[at] ^= 1;
            Assert.Null(opener.Open(envelope, changed));
            Assert.Null(opener.Open(envelope, note.AsSpan(0, at)));
        }
    }

    public void Dispose()
    {
        sealer.Dispose();
        opener.Dispose();
        key.Dispose();
    }

    private Envelope SomeEnvelope()
    {
        using var tracker = new EnvelopeSealer(key, Project, Epoch);
        Envelope.Read(tracker.Seal([1, 2, 3]), out var envelope);
        return envelope!;
    }
}
