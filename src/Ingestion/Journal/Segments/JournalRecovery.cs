using Footfall.Events;
using Footfall.Ingestion.Journal.Files;
using Microsoft.Extensions.Logging;

namespace Footfall.Ingestion.Journal.Segments;

/// <summary>
/// Looks at what a start finds: deletes what is drained or was never used, and settles where each segment ends. It changes nothing that a
/// second look would see differently, so that a crash during recovery is recovered from like any other.
/// </summary>
internal sealed class JournalRecovery(IJournalFiles files, ILogger logger)
{
    private readonly Dictionary<long, long> ends = [];
    private readonly List<SegmentInfo> segments = [];
    private JournalPosition lastEnd;
    private long nextBatch = 1;

    public RecoveredJournal Run(JournalPosition drainedTo)
    {
        var numbers = files.List("").Select(SegmentName.NumberOf).OfType<long>().Order().ToList();
        var headers = new Dictionary<long, SegmentHeader>();
        foreach (var number in numbers)
        {
            if (ReadHeader(number) is not { } header) continue;
            headers[number] = header;
            nextBatch = Math.Max(nextBatch, header.NextBatch);
            if (header.PreviousEnd.Segment > 0) ends[header.PreviousEnd.Segment] = header.PreviousEnd.Offset;
        }

        foreach (var number in numbers)
        {
            if (number < drainedTo.Segment) files.Delete(SegmentName.Of(number));
            else if (headers.TryGetValue(number, out var header)) Settle(header, drainedTo);
            else SetAside(number);
        }

        var next = Math.Max(numbers.Count > 0 ? numbers[^1] : 0, drainedTo.Segment) + 1;
        return new RecoveredJournal(segments, lastEnd, next, nextBatch);
    }

    private SegmentHeader? ReadHeader(long number)
    {
        using var file = files.Open(SegmentName.Of(number));
        Span<byte> area = stackalloc byte[SegmentHeader.AreaBytes];
        var read = file.Read(area, 0);
        return SegmentHeader.TryRead(area[..read], out var header) && header.Number == number ? header : null;
    }

    private void Settle(SegmentHeader header, JournalPosition drainedTo)
    {
        var end = ends.TryGetValue(header.Number, out var known) ? known : FindEnd(header);
        if (end > SegmentHeader.AreaBytes) lastEnd = new JournalPosition(header.Number, end);
        var isDrained = drainedTo.Segment == header.Number && drainedTo.Offset >= end;
        if (isDrained || end <= SegmentHeader.AreaBytes) files.Delete(SegmentName.Of(header.Number));
        else segments.Add(new SegmentInfo(header.Number, header.Seed, end, IsClosed: true));
    }

    private long FindEnd(SegmentHeader header)
    {
        var file = files.Open(SegmentName.Of(header.Number));
        using var bytes = new SegmentBytes(file, file.Length);
        var (end, lastBatch) = new RecordScanner(bytes, header.Seed).FindEnd(SegmentHeader.AreaBytes);
        nextBatch = Math.Max(nextBatch, lastBatch + 1);
        var torn = CountToLastNonZero(bytes, end);
        if (torn > 0) logger.TornTail(header.Number, end, torn);
        // A killed process leaves its last bytes in the page cache only. They are about to be drained, and the next segment's header
        // is about to say that they are there: they have to be.
        file.SyncData();
        return end;
    }

    /// <summary>The space written ahead is zero and no tail.</summary>
    private static long CountToLastNonZero(SegmentBytes bytes, long offset)
    {
        long count = 0;
        for (var at = offset; at < bytes.End;)
        {
            var part = bytes.Peek(at, 64 * 1024);
            if (part.IsEmpty) break;
            var last = part.LastIndexOfAnyExcept((byte)0);
            if (last >= 0) count = at + last + 1 - offset;
            at += part.Length;
        }

        return count;
    }

    /// <summary>Without a header nothing can be verified. A segment whose creation was cut short holds nothing; any other is kept for a person to look at.</summary>
    private void SetAside(long number)
    {
        var name = SegmentName.Of(number);
        var file = files.Open(name);
        using (var bytes = new SegmentBytes(file, file.Length))
        {
            if (CountToLastNonZero(bytes, Math.Min(SegmentHeader.AreaBytes, bytes.End)) > 0)
            {
                var copy = Quarantine.Keep(files, bytes, number, new DamagedRun(0, bytes.End));
                logger.SegmentUnreadable(number, bytes.End, copy);
            }
        }

        files.Delete(name);
    }
}
