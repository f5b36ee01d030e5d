using Footfall.Events;
using Footfall.Ingestion.Journal.Codec;
using Footfall.Ingestion.Journal.Segments;
using Microsoft.Extensions.Logging;

namespace Footfall.Ingestion.Journal.Draining;

/// <summary>Reads the journal batch by batch behind its writer, from any place that the store may name. For the drainer's thread.</summary>
internal sealed class DrainReader(EventJournal journal, ILogger logger) : IDisposable
{
    private readonly StringPool strings = new();
    private JournalPosition position;
    private long openNumber;
    private SegmentBytes? bytes;
    private BatchScanner? scanner;

    /// <summary>Goes to a position. One inside a batch is where a half of it was committed: the batch's books were too.</summary>
    /// <returns>The rest of that batch, or null where the position lies between batches.</returns>
    public DecodedBatch? Seek(JournalPosition target)
    {
        position = target;
        if (journal.Segments.After(target) is not { } next || next.Segment.Number != target.Segment) return null;
        Open(next.Segment);
        BatchSpan? span = null;
        for (long offset = SegmentHeader.AreaBytes; offset < target.Offset; offset = span.End)
        {
            span = scanner!.Next(offset, next.Segment.End);
            if (span is null) return null;
        }

        if (span is null || span.End == target.Offset) return null;
        var rest = Decode(span);
        position = new JournalPosition(target.Segment, span.End);
        return rest with { Records = [.. rest.Records.Where(record => record.End > target.Offset)], Books = new LedgerCounts(), Missing = [], Span = span with { Header = null } };
    }

    /// <summary>The next batch, or null where there is none yet. Damaged bytes are in quarantine when this returns.</summary>
    public (long Segment, DecodedBatch Batch)? Next()
    {
        if (journal.Segments.After(position) is not { } next) return null;
        Open(next.Segment);
        var span = scanner!.Next(next.Offset, next.Segment.End)!;
        var batch = Decode(span);
        foreach (var run in batch.Damage)
        {
            Quarantine.Keep(journal.Files, bytes!, next.Segment.Number, run);
            logger.RecordsDamaged(next.Segment.Number, run.Offset, run.Bytes);
        }

        position = new JournalPosition(next.Segment.Number, span.End);
        return (next.Segment.Number, batch);
    }

    /// <summary>Adds up the headers from the present position to where the journal ended when it was opened.</summary>
    public void CountFound()
    {
        var at = position;
        while (at < journal.Recovered && journal.Segments.After(at) is { } next && next.Segment.Number <= journal.Recovered.Segment)
        {
            Open(next.Segment);
            var span = scanner!.Next(next.Offset, next.Segment.End)!;
            if (span.Header is { } header) journal.Segments.AddFound(header.Events, header.Counts);
            at = new JournalPosition(next.Segment.Number, span.End);
        }
    }

    /// <summary>Copies one record to quarantine.</summary>
    public void SetAside(long segment, JournalRecord record)
    {
        if (journal.Segments.After(new JournalPosition(segment, record.Start)) is { } found && found.Segment.Number == segment) Open(found.Segment);
        Quarantine.Keep(journal.Files, bytes!, segment, new DamagedRun(record.Start, record.End - record.Start));
    }

    public void Dispose() => bytes?.Dispose();

    private DecodedBatch Decode(BatchSpan span) => new BatchDecoder(scanner!.Records, strings).Decode(span);

    private void Open(SegmentInfo segment)
    {
        if (bytes is not null && openNumber == segment.Number)
        {
            bytes.Extend(segment.End);
            return;
        }

        bytes?.Dispose();
        bytes = null;
        bytes = new SegmentBytes(journal.Files.Open(SegmentName.Of(segment.Number)), segment.End);
        scanner = new BatchScanner(bytes, segment.Seed);
        openNumber = segment.Number;
    }
}
