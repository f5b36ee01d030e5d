using System.Buffers.Binary;
using System.Text;
using Footfall.Events;
using Footfall.Sealing.Envelopes;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Notes;
using Footfall.Storage.Sealed;
using Footfall.Testing;

namespace Footfall.Ingestion.Tests.Endpoints;

/// <summary>A tracker of one sealed project and its key holder in one: it seals, and opens what the server kept.</summary>
internal sealed class SealedSender : IDisposable
{
    private readonly HpkeKey key = HpkeKey.Generate();
    private readonly EnvelopeSealer sealer;
    private readonly byte[] project;

    /// <param name="epoch">Each test has one of its own.</param>
    public SealedSender(Project project, ulong epoch, DateTime? notAfter = null, DateTime? replacedAt = null)
    {
        this.project = project.Id.Value.ToByteArray(bigEndian: true);
        Epoch = Some.Epoch(project.Number.Value, epoch, key.Public.ToArray(), notAfter) with { ReplacedAt = replacedAt };
        sealer = new EnvelopeSealer(key, this.project, Epoch.Id.ToBytes());
    }

    public Epoch Epoch { get; }

    public byte[] Seal(string text) => sealer.Seal(Encoding.UTF8.GetBytes(text));

    /// <summary>A body of one request.</summary>
    public static byte[] Body(params byte[][] envelopes)
    {
        var body = new MemoryStream();
        Span<byte> length = stackalloc byte[4];
        foreach (var envelope in envelopes)
        {
            BinaryPrimitives.WriteUInt32BigEndian(length, (uint)envelope.Length);
            body.Write(length);
            body.Write(envelope);
        }

        return body.ToArray();
    }

    public (string? Text, Note? Note) Open(StoredEnvelope stored)
    {
        Envelope.Read(stored.Envelope.Bytes.Span, out var envelope);
        using var opener = new EnvelopeOpener(key, project, Epoch.Id.ToBytes());
        using var notes = new NoteOpener(key, project, Epoch.Id.ToBytes());
        opener.Open(envelope!, out var content);
        return (Encoding.UTF8.GetString(content), notes.Open(envelope!, stored.Envelope.Note.Span));
    }

    public void Dispose()
    {
        sealer.Dispose();
        key.Dispose();
    }
}
