using Footfall.Events;
using Footfall.Ingestion.Journal;

namespace Footfall.Ingestion.Pipeline;

/// <summary>Takes a batch through the pipeline and into the journal. What every endpoint and dialect ends in. Thread-safe.</summary>
public sealed class Intake(EventPipeline pipeline, EventJournal journal, PipelineMeters meters)
{
    /// <summary>Completes when the batch's events are durable.</summary>
    /// <exception cref="JournalFullException">Answer 503.</exception>
    /// <exception cref="JournalUnavailableException">Answer 503.</exception>
    /// <exception cref="IOException">Answer 503: no visitor can be told.</exception>
    public async ValueTask<IntakeOutcome> TakeAsync(Batch batch, CancellationToken cancellation)
    {
        var sorted = Sort(batch);
        while (true)
        {
            var entry = sorted.ToEntry(batch);
            if (entry.Received == 0) return default(IntakeOutcome) with { Dropped = [] };
            if (entry.Events.Count == 0)
            {
                journal.Note(entry);
                Count(entry);
                return new IntakeOutcome(0, sorted.Dropped, null);
            }

            try
            {
                var position = await journal.AppendAsync(entry, cancellation);
                Count(entry);
                return new IntakeOutcome(entry.Events.Count, sorted.Dropped, position);
            }
            catch (EventTooLargeException tooLarge)
            {
                sorted.DropTooLarge(tooLarge.Index);
            }
        }
    }

    private SortedBatch Sort(Batch batch)
    {
        var sorted = new SortedBatch(batch.Drafts.Count);
        var trip = new Trip(batch);
        for (var i = 0; i < batch.Drafts.Count; i++)
        {
            if (pipeline.Take(trip, batch.Drafts[i]) is { } drop) sorted.Drop(i, drop);
            else sorted.Keep(i, trip.Event);
        }

        var excess = new Drop(DropReason.TooManyEvents, "events", "Send fewer events in a request.");
        for (var i = 0; i < batch.Excess; i++) sorted.Drop(batch.Drafts.Count + i, excess);
        return sorted;
    }

    private void Count(JournalEntry entry)
    {
        var bots = 0;
        foreach (var @event in entry.Events)
        {
            if (@event.BotReason is not null) bots++;
        }

        meters.Journalled(entry.Events.Count - bots, bots);
        foreach (var drop in entry.Drops) meters.Dropped(drop.Reason, drop.Count);
    }
}
