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

    private readonly IJournalFiles _files;
    private readonly JournalOptions _options;
    private readonly AppendQueue _queue;
    private readonly SegmentList _segments;
    private readonly WriterHealth _health;
    private readonly JournalMeters _meters;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action _advanced;
    private readonly Thread _thread;
    private readonly ByteWriter _batch = new(64 * 1024);
    private readonly LedgerCounts _counts = new();
    private SegmentWriter? _segment;
    private JournalPosition _lastEnd;
    private long _nextNumber;
    private long _nextBatch;
    private long _spaceCheckedAt;
    private DiskSpace _space;

    public JournalWriter(JournalParts parts, RecoveredJournal recovered, Action advanced)
    {
        (_files, _options, _queue, _segments, _health, _meters, _time, _logger) = parts;
        _advanced = advanced;
        _lastEnd = recovered.LastEnd;
        _nextNumber = recovered.NextNumber;
        _nextBatch = recovered.NextBatch;
        _thread = new Thread(Run) { Name = "Footfall journal", IsBackground = true };
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
            _health.Full(e.Message);
            _logger.JournalFull(e.Message);
        }

        _thread.Start();
    }

    /// <summary>Writes what waits, then ends the thread. The queue is closed before.</summary>
    public void Dispose()
    {
        if (_thread.ThreadState.HasFlag(ThreadState.Unstarted)) Run();
        else _thread.Join();
    }

    private void Run()
    {
        var notes = new LedgerCounts();
        for (var taken = new List<Append>(); _queue.Take(taken, notes, out taken);)
        {
            for (var from = 0; from < taken.Count || !notes.IsEmpty;)
            {
                var count = CountForOneCommit(taken, from);
                Commit(taken, from, count, notes);
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
            if (count > 0 && bytes > _options.MaxBatchBytes) break;
            count++;
        }

        return count;
    }

    private void Commit(List<Append> taken, int from, int count, LedgerCounts notes)
    {
        var started = _time.GetTimestamp();
        var failure = TryCommit(taken, from, count, notes, out var end, out var events);
        if (failure is null)
        {
            _meters.Committed(events, _batch.Length, _time.GetElapsedTime(started));
            if (_health.Succeeded()) _logger.JournalRecovered();
            for (var i = from; i < from + count; i++) taken[i].Complete(end);
            _advanced();
            return;
        }

        _queue.AddNotes(notes);
        _meters.CommitFailed();
        for (var i = from; i < from + count; i++) taken[i].Fail(failure);
    }

    /// <summary>Null: the commit is durable up to <paramref name="end"/>. Otherwise nothing of it will ever be read, and this is what to tell the senders.</summary>
    private Exception? TryCommit(List<Append> taken, int from, int count, LedgerCounts notes, out JournalPosition end, out int events)
    {
        end = default;
        events = Assemble(taken, from, count, notes);
        try
        {
            if (NoRoomFor(_batch.Length) is { } reason)
            {
                if (_health.IsWell) _logger.JournalFull(reason);
                return _health.Full(reason);
            }

            if (_segment is { } full && full.End + _batch.Length > _options.SegmentBytes && full.End > SegmentHeader.AreaBytes) CloseSegment();
            if (_segment is null) BeginSegment();
            _segment!.Write(_batch);
            var written = _time.GetTimestamp();
            _segment.Sync(_batch.Length);
            _meters.Synced(_time.GetElapsedTime(written));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _logger.CommitFailed(e, _segment?.Number ?? _nextNumber - 1, _segment?.End ?? 0);
            Abandon();
            return e is IOException io && IsOutOfSpace(io) ? _health.Full($"The journal's disk is full ({e.Message}).") : _health.Failed(e);
        }

        _nextBatch++;
        end = _lastEnd = new JournalPosition(_segment.Number, _segment.End);
        _segments.Grow(_segment.End, events, _counts);
        return null;
    }

    /// <summary>Puts the batch's bytes together, all but the places; returns the number of its events.</summary>
    private int Assemble(List<Append> taken, int from, int count, LedgerCounts notes)
    {
        var events = 0;
        _counts.Clear();
        _counts.Add(notes);
        for (var i = from; i < from + count; i++)
        {
            _counts.Add(taken[i].Entry);
            events += taken[i].Entry.Events.Count;
        }

        // A rare large batch must not keep its memory for ever.
        if (_batch.Capacity > 2 * _options.MaxBatchBytes) _batch.Trim(64 * 1024);
        _batch.Clear();
        BatchHeader.Begin(_batch, _nextBatch, events, _time.GetUtcNow().UtcDateTime, _counts);
        var header = _batch.Length;
        for (var i = from; i < from + count; i++) _batch.WriteBytes(taken[i].Records.Written);
        BatchHeader.Complete(_batch, header);
        return events;
    }

    private string? NoRoomFor(int bytes)
    {
        if (_segments.Bytes + bytes > _options.MaxBytes)
            return $"The journal holds {_segments.Bytes} of at most {_options.MaxBytes} bytes and waits for the store to take them.";
        if (_spaceCheckedAt == 0 || !_health.IsWell || _time.GetElapsedTime(_spaceCheckedAt) >= SpaceCheck)
        {
            _space = _files.Space();
            _spaceCheckedAt = _time.GetTimestamp();
        }

        var reserve = Math.Min(_options.MinFreeBytes, _space.Total / 20);
        return _space.Free < reserve + bytes ? $"The journal's disk has {_space.Free} bytes free; {reserve} are kept for others." : null;
    }

    private void BeginSegment()
    {
        var number = _nextNumber++;
        Span<byte> seed = stackalloc byte[4];
        RandomNumberGenerator.Fill(seed);
        var header = new SegmentHeader(number, BitConverter.ToUInt32(seed), _time.GetUtcNow().UtcDateTime, _lastEnd, _nextBatch);
        try
        {
            _segment = SegmentWriter.Create(_files, header, _options.SegmentBytes);
            _segments.Begin(number, header.Seed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            DeleteStray(number);
            throw;
        }
    }

    private void CloseSegment()
    {
        if (_segment is null) return;
        TryCut(_segment);
        _segment.Dispose();
        _segment = null;
        _segments.Close();
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
            _logger.CutFailed(e, segment.Number, segment.End);
        }
    }

    private void DeleteStray(long number)
    {
        try
        {
            if (_files.List("").Contains(SegmentName.Of(number))) _files.Delete(SegmentName.Of(number));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _logger.StrayNotDeleted(e, number);
        }
    }

    /// <summary>ENOSPC and EDQUOT, which .NET hands through as they are.</summary>
    private static bool IsOutOfSpace(IOException e) => e.HResult is 28 or 122;
}
