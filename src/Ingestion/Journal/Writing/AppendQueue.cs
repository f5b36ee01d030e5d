using Footfall.Ingestion.Journal.Segments;

namespace Footfall.Ingestion.Journal.Writing;

/// <summary>
/// What waits for the writer. While the disk is busy with one commit, the next one gathers here: that alone makes groups, without any delay.
/// Requests add, the writer's thread takes all.
/// </summary>
internal sealed class AppendQueue(long maxBytes)
{
    private readonly object _gate = new();
    private readonly LedgerCounts _notes = new();
    private List<Append> _waiting = [];
    private long _bytes;
    private long _bytesTaken;
    private bool _flushNotes;
    private bool _closed;

    /// <summary>False: there is no room, or the queue is closed.</summary>
    public bool TryAdd(Append append)
    {
        lock (_gate)
        {
            if (_closed || _bytes + append.Records.Length > maxBytes) return false;
            _bytes += append.Records.Length;
            _waiting.Add(append);
            if (_waiting.Count == 1) Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Adds counts that ride on the next commit. True: they are the first, and somebody should see to <see cref="FlushNotes"/> in a while.</summary>
    public bool AddNote(JournalEntry entry)
    {
        lock (_gate)
        {
            var first = _notes.IsEmpty;
            _notes.Add(entry);
            return first;
        }
    }

    /// <summary>Gives back counts whose commit failed.</summary>
    public void AddNotes(LedgerCounts notes)
    {
        lock (_gate) _notes.Add(notes);
    }

    /// <summary>Lets the writer take the notes even if nothing else comes.</summary>
    public void FlushNotes()
    {
        lock (_gate)
        {
            _flushNotes = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Takes nothing more; what waits is still given out.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>
    /// Waits for something to write and takes all of it. What was taken the last time counts as done and its bytes make room.
    /// False: the queue is closed and empty.
    /// </summary>
    /// <param name="emptied">The list taken the last time, to be used again.</param>
    public bool Take(List<Append> emptied, LedgerCounts notes, out List<Append> taken)
    {
        emptied.Clear();
        lock (_gate)
        {
            _bytes -= _bytesTaken;
            _bytesTaken = 0;
            while (_waiting.Count == 0 && !_closed && (!_flushNotes || _notes.IsEmpty)) Monitor.Wait(_gate);
            taken = _waiting;
            _waiting = emptied;
            _bytesTaken = _bytes;
            _flushNotes = false;
            notes.Add(_notes);
            _notes.Clear();
            return taken.Count > 0 || !notes.IsEmpty;
        }
    }
}
