using Footfall.Events;
using Footfall.Ingestion.Journal.Files;
using Footfall.Ingestion.Journal.Segments;
using Footfall.Ingestion.Journal.Writing;
using Microsoft.Extensions.Logging;

namespace Footfall.Ingestion.Journal;

/// <summary>
/// Where events wait safely. An append completes when its entry is on the disk; appends that arrive together share one sync.
/// Thread-safe. Exclusive use of the directory is the caller's to ensure. docs/formats/journal.md tells the format.
/// </summary>
public sealed class EventJournal : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private readonly JournalParts parts;
    private readonly JournalWriter writer;
    private readonly AppendPool pool = new();
    private readonly ITimer noteTimer;
    private volatile Action? advanced;
    private int disposed;

    private EventJournal(JournalParts parts, RecoveredJournal recovered)
    {
        this.parts = parts;
        Recovered = parts.Segments.End;
        writer = new JournalWriter(parts, recovered, () => advanced?.Invoke());
        noteTimer = parts.Time.CreateTimer(_ => FlushNotes(), null, parts.Options.NoteDelay, parts.Options.NoteDelay);
        parts.Meters.Watch(parts.Segments.Depth);
    }

    /// <summary>The end of what is durable: all that the drainer may read.</summary>
    public JournalPosition End => parts.Segments.End;

    /// <summary>False while appends are refused or are about to be tried again after a failure.</summary>
    public bool IsWell => parts.Health.IsWell;

    /// <summary>The end of what the start found; until the drainer is there, the server says that it is draining.</summary>
    internal JournalPosition Recovered { get; }

    internal JournalOptions Options => parts.Options;

    internal IJournalFiles Files => parts.Files;

    internal SegmentList Segments => parts.Segments;

    internal JournalMeters Meters => parts.Meters;

    /// <summary>Recovers what is there and begins to write behind it.</summary>
    /// <exception cref="IOException">The directory cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be read or written.</exception>
    /// <exception cref="InvalidDataException">A segment was written by a newer program.</exception>
    public static EventJournal Open(string directory, JournalOptions options, TimeProvider time, ILogger logger) =>
        Open(new DiskFiles(directory), options, time, logger);

    internal static EventJournal Open(IJournalFiles files, JournalOptions options, TimeProvider time, ILogger logger)
    {
        options.Validate();
        var recovered = new JournalRecovery(files, logger).Run(options.DrainedTo);
        var segments = new SegmentList(recovered.Segments, options.DrainedTo);
        logger.JournalOpened(recovered.Segments.Count, segments.Bytes, recovered.NextNumber);
        var parts = new JournalParts(files, options, new AppendQueue(options.MaxPendingBytes), segments, new WriterHealth(time), new JournalMeters(), time, logger);
        var journal = new EventJournal(parts, recovered);
        try
        {
            journal.writer.Begin();
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Completes when the entry is durable, with the end of the commit it was part of. Encoding happens before this returns; the entry must not change before it completes.
    /// Cancellation is heeded only before the entry is handed over: from then on it may become durable whoever waits. Await the result exactly once.
    /// </summary>
    /// <exception cref="EventTooLargeException">One event is too large; nothing was taken.</exception>
    /// <exception cref="JournalFullException">No room: answer 503 with Retry-After.</exception>
    /// <exception cref="JournalUnavailableException">The disk fails or the journal is closing: answer 503 with Retry-After.</exception>
    public ValueTask<JournalPosition> AppendAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (entry.Kept == 0) throw new ArgumentException("An entry without events is not waited for: give it to Note.", nameof(entry));
        if (parts.Health.Check() is { } refusal) throw refusal;
        var append = pool.Rent();
        try
        {
            append.Fill(entry, parts.Options.MaxEventBytes);
        }
        catch
        {
            pool.Return(append);
            throw;
        }

        // Taken before the append is handed over: afterwards it belongs to the writer.
        var task = append.Task;
        if (parts.Queue.TryAdd(append)) return task;
        pool.Return(append);
        throw new JournalUnavailableException(
            Volatile.Read(ref disposed) != 0 ? "The server is stopping." : "The disk is slower than the events come in.", Soon);
    }

    /// <summary>Counts an entry without events. The counts ride on the next commit; a crash before it loses them whole, so that the books still balance.</summary>
    public void Note(JournalEntry entry)
    {
        if (entry.Kept != 0) throw new ArgumentException("An entry with events must be waited for: give it to AppendAsync.", nameof(entry));
        parts.Queue.AddNote(entry);
    }

    /// <summary>Bytes and events that are durable and not drained yet.</summary>
    public (long Bytes, long Events) Depth() => parts.Segments.Depth();

    /// <summary>The ledger's additions that are durable here and not in the store yet, by project, hour, entry and reason.</summary>
    public IReadOnlyList<LedgerDelta> Undrained() => parts.Segments.Undrained();

    /// <summary>
    /// The "waiting" of the books: events by project and hour, as <see cref="LedgerEntry.Journalled"/>, that are durable here and not in the store yet.
    /// Their receipt is part of <see cref="Undrained"/>, or, where a batch is half drained, in the store.
    /// </summary>
    public IReadOnlyList<LedgerDelta> Waiting() => parts.Segments.Waiting();

    /// <summary>Writes what waits and closes. Appends from now on are refused.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0) return;
        parts.Queue.Close();
        writer.Dispose();
        noteTimer.Dispose();
        parts.Meters.Dispose();
    }

    /// <summary>Is called on the writer's thread after each commit and must be quick.</summary>
    internal void OnAdvanced(Action advanced) => this.advanced = advanced;

    /// <summary>The store has everything before the position: corrects the counts, deletes segments, and lets appends probe for room.</summary>
    internal void Release(JournalPosition drainedTo, LedgerCounts booked, LedgerCounts gone)
    {
        foreach (var number in parts.Segments.Release(drainedTo, booked, gone))
        {
            try
            {
                parts.Files.Delete(SegmentName.Of(number));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                parts.Logger.SegmentNotDeleted(e, number);
            }

            if (parts.Health.Freed()) parts.Logger.JournalRecovered();
        }
    }

    private void FlushNotes()
    {
        if (parts.Health.Check() is null) parts.Queue.FlushNotes();
    }
}
