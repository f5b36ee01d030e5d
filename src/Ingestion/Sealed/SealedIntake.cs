using Footfall.Events;
using Footfall.Ingestion.Journal;
using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Sealed;

/// <summary>Takes envelopes into the journal, each with its note. What comes out of here knows the hour and nothing finer. Thread-safe.</summary>
internal sealed class SealedIntake(EnvelopeRules rules, NoteMaker notes, NoteSealers sealers, EventJournal journal, PipelineMeters meters)
{
    private static readonly Drop Excess = new(DropReason.TooManyEvents, null, "Send fewer envelopes in a request.");

    /// <summary>Completes when the batch's envelopes are durable.</summary>
    /// <exception cref="JournalFullException">Answer 503.</exception>
    /// <exception cref="JournalUnavailableException">Answer 503.</exception>
    /// <exception cref="IOException">Answer 503: no visitor can be told.</exception>
    public async ValueTask<IntakeOutcome> TakeAsync(SealedBatch batch, CancellationToken cancellation)
    {
        var hour = new DateTime(batch.ReceivedAt.Ticks - (batch.ReceivedAt.Ticks % TimeSpan.TicksPerHour), DateTimeKind.Utc);
        var (kept, dropped) = Sort(batch, hour);
        var entry = new JournalEntry
        {
            Project = batch.Project.Number,
            ReceivedAt = hour,
            Envelopes = kept,
            Drops = [.. dropped.GroupBy(drop => drop.Drop.Reason).Select(reason => new DropCount(reason.Key, reason.Count()))],
        };
        JournalPosition? position = null;
        if (kept.Count > 0) position = await journal.AppendAsync(entry, cancellation);
        else journal.Note(entry);
        // Whether they are people's is sealed: no counter tells it.
        meters.Journalled(people: kept.Count, bots: 0);
        foreach (var drop in entry.Drops) meters.Dropped(drop.Reason, drop.Count);
        return new IntakeOutcome(kept.Count, dropped, position);
    }

    private (List<SealedEnvelope> Kept, List<DroppedEvent> Dropped) Sort(SealedBatch batch, DateTime hour)
    {
        var kept = new List<SealedEnvelope>(batch.Envelopes.Count);
        var dropped = new List<DroppedEvent>();
        Sealing.Notes.Note? note = null;
        for (var index = 0; index < batch.Envelopes.Count; index++)
        {
            var (epoch, drop) = rules.Judge(batch, batch.Envelopes[index]);
            if (epoch is null)
            {
                dropped.Add(new DroppedEvent(index, drop));
                continue;
            }

            var envelope = batch.Envelopes[index].Envelope!;
            kept.Add(new SealedEnvelope
            {
                Project = batch.Project.Number,
                Epoch = epoch.Id,
                Hour = hour,
                Id = EnvelopeId.Read(envelope.Id()),
                Bytes = envelope.Memory,
                Note = sealers.Seal(batch.Project, epoch, hour, envelope, note ??= notes.Make(batch)),
            });
        }

        for (var i = 0; i < batch.Excess; i++) dropped.Add(new DroppedEvent(batch.Envelopes.Count + i, Excess));
        return (kept, dropped);
    }
}
