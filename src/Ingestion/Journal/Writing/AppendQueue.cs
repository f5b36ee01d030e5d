using Footfall.Ingestion.Journal.Segments;

namespace Footfall.Ingestion.Journal.Writing;

/// <summary>
/// What waits for the writer. While the disk is busy with one commit, the next one gathers here: that alone makes groups, without any delay.
/// Requests add, the writer's thread takes all.
/// </summary>
internal sealed class AppendQueue(long maxBytes)
{
    private readonly object gate = new();
    private LedgerCounts noted = new();
    private List<Append> waiting = [];
    private long bytes;
    private long bytesTaken;
    private bool flushNotes;
    private bool closed;

    /// <summary>False: there is no room, or the queue is closed.</summary>
    public bool TryAdd(Append append)
    {
        lock (gate)
        {
            if (closed || bytes + append.Records.Length > maxBytes) return false;
            bytes += append.Records.Length;
            waiting.Add(append);
            if (waiting.Count == 1) Monitor.Pulse(gate);
            return true;
        }
    }

    /// <summary>Adds counts that ride on the next commit.</summary>
    public void AddNote(JournalEntry entry)
    {
        lock (gate) noted.Add(entry);
    }

    /// <summary>
    /// Takes back counts whose commit failed; <paramref name="notes"/> may hold anything afterwards. Of a closed queue there is no next commit: they are lost whole, and the books balance.
    /// </summary>
    public void GiveBack(ref LedgerCounts notes)
    {
        lock (gate)
        {
            if (closed) return;
            // The commit may have failed for want of memory: where nothing came since, none is needed.
            if (noted.IsEmpty) (noted, notes) = (notes, noted);
            else noted.Add(notes);
        }
    }

    /// <summary>Lets the writer take the notes, if there are any, even if nothing else comes.</summary>
    public void FlushNotes()
    {
        lock (gate)
        {
            if (noted.IsEmpty) return;
            flushNotes = true;
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Takes nothing more; what waits is still given out.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            Monitor.Pulse(gate);
        }
    }

    /// <summary>
    /// Waits for something to write and takes all of it. What was taken the last time counts as done and its bytes make room.
    /// False: the queue is closed and empty. Needs no memory, so that nothing which waits is lost for want of it.
    /// </summary>
    /// <param name="emptied">The list taken the last time, to be used again.</param>
    /// <param name="notes">The notes taken the last time, to be used again, and those taken now.</param>
    public bool Take(List<Append> emptied, ref LedgerCounts notes, out List<Append> taken)
    {
        emptied.Clear();
        notes.Clear();
        lock (gate)
        {
            bytes -= bytesTaken;
            bytesTaken = 0;
            while (waiting.Count == 0 && !closed && !flushNotes) Monitor.Wait(gate);
            taken = waiting;
            waiting = emptied;
            bytesTaken = bytes;
            flushNotes = false;
            (noted, notes) = (notes, noted);
            return taken.Count > 0 || !notes.IsEmpty;
        }
    }
}
