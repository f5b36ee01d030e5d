using System.Security.Cryptography;
using Footfall.Events;
using Footfall.Ingestion.Journal.Codec;
using Footfall.Ingestion.Journal.Files;
using Footfall.Ingestion.Journal.Segments;
using Microsoft.Extensions.Logging;

namespace Footfall.Ingestion.Journal.Writing;

/// <summary>
/// The one thread that writes: it takes everything that waits, writes it at once, syncs once, and then answers all of them. Fields belong to that
/// thread; <see cref="Begin"/> runs before it starts.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    private static readonly TimeSpan SpaceCheck = TimeSpan.FromSeconds(1);

    private readonly IJournalFiles files;
    private readonly JournalOptions options;
    private readonly AppendQueue queue;
    private readonly SegmentList segments;
    private readonly WriterHealth health;
    private readonly JournalMeters meters;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Action advanced;
    private readonly Thread thread;
    private readonly ByteWriter batch = new(64 * 1024);
    private readonly LedgerCounts counts = new();
    private SegmentWriter? segment;
    private JournalPosition lastEnd;
    private long nextNumber;
    private long nextBatch;
    private long spaceCheckedAt;
    private DiskSpace space;

    public JournalWriter(JournalParts parts, RecoveredJournal recovered, Action advanced)
    {
        (files, options, queue, segments, health, meters, time, logger) = parts;
        this.advanced = advanced;
        lastEnd = recovered.LastEnd;
        nextNumber = recovered.NextNumber;
        nextBatch = recovered.NextBatch;
        thread = new Thread(Run) { Name = "Footfall journal", IsBackground = true };
    }

    /// <summary>Begins a segment, so that a directory that cannot be written to is known at the start, and then the thread. A full disk is no reason not to start: the drainer may make room.</summary>
    public void Begin()
    {
        try
        {
            BeginSegment();
        }
        catch (IOException e) when (IsOutOfSpace(e))
        {
            health.Full(e.Message);
            logger.JournalFull(e.Message);
        }

        thread.Start();
    }

    /// <summary>Writes what waits, then ends the thread. The queue is closed before.</summary>
    public void Dispose()
    {
        if (thread.ThreadState.HasFlag(ThreadState.Unstarted)) Run();
        else thread.Join();
    }

    private void Run()
    {
        try
        {
            WriteAll();
        }
        catch (Exception failure)
        {
            // Nobody else would ever answer those who wait. Unhandled, it ends the process; the disk is the truth from which the next start goes on.
            logger.WriterFailed(failure);
            throw;
        }
    }

    private void WriteAll()
    {
        var notes = new LedgerCounts();
        for (var taken = new List<Append>(); queue.Take(taken, ref notes, out taken);)
        {
            for (var from = 0; from < taken.Count || !notes.IsEmpty;)
            {
                var count = CountForOneCommit(taken, from);
                Commit(taken, from, count, ref notes);
                notes.Clear();
                from += count;
            }
        }

        CloseSegment();
    }

    private int CountForOneCommit(List<Append> taken, int from)
    {
        var (count, bytes) = (0, 0);
        while (from + count < taken.Count)
        {
            bytes += taken[from + count].Records.Length;
            if (count > 0 && bytes > options.MaxBatchBytes) break;
            count++;
        }

        return count;
    }

    private void Commit(List<Append> taken, int from, int count, ref LedgerCounts notes)
    {
        var started = time.GetTimestamp();
        var failure = TryCommit(taken, from, count, notes, out var end, out var events);
        if (failure is null)
        {
            meters.Committed(events, batch.Length, time.GetElapsedTime(started));
            if (health.Succeeded()) logger.JournalRecovered();
            Completions.Queue(taken, from, count, end, failure: null);
            advanced();
            return;
        }

        Completions.Queue(taken, from, count, end, failure);
        queue.GiveBack(ref notes);
        meters.CommitFailed();
    }

    /// <summary>Null: the commit is durable up to <paramref name="end"/>. Otherwise nothing of it will ever be read, and this is what to tell the senders.</summary>
    private Exception? TryCommit(List<Append> taken, int from, int count, LedgerCounts notes, out JournalPosition end, out int events)
    {
        (end, events) = (default, 0);
        try
        {
            events = Assemble(taken, from, count, notes);
            if (NoRoomFor(batch.Length) is { } reason)
            {
                if (health.IsWell) logger.JournalFull(reason);
                // A segment that is closed can be deleted once it is drained, and waking the drainer lets it look for that.
                CloseSegment();
                advanced();
                return health.Full(reason);
            }

            if (segment is { } full && full.End + batch.Length > options.SegmentBytes && full.End > SegmentHeader.AreaBytes) CloseSegment();
            if (segment is null) BeginSegment();
            segment!.Write(batch);
            var written = time.GetTimestamp();
            segment.Sync(batch.Length);
            meters.Synced(time.GetElapsedTime(written));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            // Without memory as without a disk: until the sync nothing was promised, so that this commit can fail and the next one be tried.
            logger.CommitFailed(e, segment?.Number ?? nextNumber - 1, segment?.End ?? 0);
            Abandon();
            return e is IOException io && IsOutOfSpace(io) ? health.Full($"The journal's disk is full ({e.Message}).") : health.Failed(e);
        }

        nextBatch++;
        end = lastEnd = new JournalPosition(segment.Number, segment.End);
        segments.Grow(segment.End, events, counts);
        return null;
    }

    /// <summary>Puts the batch's bytes together, all but the places; returns the number of its events and envelopes.</summary>
    private int Assemble(List<Append> taken, int from, int count, LedgerCounts notes)
    {
        var (events, hasEnvelopes) = (0, false);
        counts.Clear();
        counts.Add(notes);
        for (var i = from; i < from + count; i++)
        {
            counts.Add(taken[i].Entry);
            events += taken[i].Entry.Kept;
            hasEnvelopes |= taken[i].Entry.Envelopes.Count > 0;
        }

        // A rare large batch must not keep its memory for ever.
        if (batch.Capacity > 2 * options.MaxBatchBytes) batch.Trim(64 * 1024);
        batch.Clear();
        BatchHeader.Begin(batch, nextBatch, events, hasEnvelopes ? default : time.GetUtcNow().UtcDateTime, counts);
        var header = batch.Length;
        for (var i = from; i < from + count; i++) batch.WriteBytes(taken[i].Records.Written);
        BatchHeader.Complete(batch, header);
        return events;
    }

    private string? NoRoomFor(int bytes)
    {
        if (segments.Bytes + bytes > options.MaxBytes)
            return $"The journal holds {segments.Bytes} of at most {options.MaxBytes} bytes and waits for the store to take them.";
        if (spaceCheckedAt == 0 || !health.IsWell || time.GetElapsedTime(spaceCheckedAt) >= SpaceCheck)
        {
            space = files.Space();
            spaceCheckedAt = time.GetTimestamp();
        }

        var reserve = Math.Min(options.MinFreeBytes, space.Total / 20);
        return space.Free < reserve + bytes ? $"The journal's disk has {space.Free} bytes free; {reserve} are kept for others." : null;
    }

    private void BeginSegment()
    {
        var number = nextNumber++;
        Span<byte> seed = stackalloc byte[4];
        RandomNumberGenerator.Fill(seed);
        var now = time.GetUtcNow().UtcDateTime;
        // A segment begins with the request that found no room in the last one, and when exactly an envelope came nobody is to learn.
        var hour = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour));
        var header = new SegmentHeader(number, BitConverter.ToUInt32(seed), hour, lastEnd, nextBatch);
        try
        {
            segment = SegmentWriter.Create(files, header, options.SegmentBytes);
            segments.Begin(number, header.Seed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            DeleteStray(number);
            throw;
        }
    }

    private void CloseSegment()
    {
        if (segment is null) return;
        TryCut(segment);
        segment.Dispose();
        segment = null;
        segments.Close();
    }

    /// <summary>
    /// After a failed write or sync the kernel may have dropped the pages and forgotten that it did: no later sync of this file means anything.
    /// So it is never written to again. The failed batch is cut off; should that fail too, the next segment's header says where the good end was.
    /// </summary>
    private void Abandon() => CloseSegment();

    private void TryCut(SegmentWriter segment)
    {
        try
        {
            segment.Cut();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.CutFailed(e, segment.Number, segment.End);
        }
    }

    private void DeleteStray(long number)
    {
        try
        {
            if (files.List("").Contains(SegmentName.Of(number))) files.Delete(SegmentName.Of(number));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.StrayNotDeleted(e, number);
        }
    }

    /// <summary>ENOSPC and EDQUOT, which .NET hands through as they are.</summary>
    private static bool IsOutOfSpace(IOException e) => e.HResult is 28 or 122;
}
