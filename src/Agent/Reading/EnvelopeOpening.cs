using System.Buffers.Text;
using Footfall.Agent.Vaults;
using Footfall.Events;
using Footfall.Ingestion.Sealed;
using Footfall.Sealing;
using Footfall.Sealing.Envelopes;
using Footfall.Sealing.Notes;

namespace Footfall.Agent.Reading;

/// <summary>
/// Opens the envelopes of one epoch and makes events of them by the collector's own pipeline. Anybody can seal to an epoch's key, so what does not open, and
/// what the pipeline refuses, is counted and left out. Not safe for use by several threads at once.
/// </summary>
internal sealed class EnvelopeOpening(Project project, EpochKey epoch, SealedPipeline pipeline) : IDisposable
{
    private readonly EnvelopeOpener opener = new(epoch.Key, project.Id.Value.ToByteArray(bigEndian: true), epoch.Bytes);
    private readonly NoteOpener notes = new(epoch.Key, project.Id.Value.ToByteArray(bigEndian: true), epoch.Bytes);

    /// <summary>Envelopes that did not open, or had something else in them than events.</summary>
    public long Unopened { get; private set; }

    /// <summary>Events that were read and refused.</summary>
    public long Dropped { get; private set; }

    public IReadOnlyList<Event> Open(SealedRecord record)
    {
        if (Envelope.Read(record.Envelope.Span, out var envelope) != Refusal.None
            || opener.Open(envelope!, out var content) != Refusal.None
            || notes.Open(envelope!, record.Note.Span) is not { } note
            || CompactEvents.Expand(content) is not { } body)
        {
            Unopened++;
            return [];
        }

        var outcome = pipeline.Take(project, body, NoteOf(note), Base64Url.EncodeToString(envelope!.Id()));
        Dropped += outcome.Dropped.Count;
        return outcome.Events;
    }

    public void Dispose()
    {
        opener.Dispose();
        notes.Dispose();
    }

    private static SealedNote NoteOf(Note note) => new(
        note.Received, new Place(note.Country, note.Region, note.City), note.Visitor is { } visitor ? new VisitorId(visitor) : null, note.BotReason, note.OptedOut);
}
