using System.Threading.Tasks.Sources;
using Footfall.Events;
using Footfall.Ingestion.Journal.Codec;
using Footfall.Ingestion.Journal.Segments;

namespace Footfall.Ingestion.Journal.Writing;

/// <summary>
/// One entry on its way to the disk: its records, encoded on the request's thread, and the request that waits for them. Pooled:
/// it goes back when its result has been taken, so a waiter takes it exactly once.
/// </summary>
internal sealed class Append(AppendPool pool) : IValueTaskSource<JournalPosition>
{
    // A waiter goes on where it is told: on the pool, by Completions, never on the writer's thread.
    private ManualResetValueTaskSourceCore<JournalPosition> result;

    /// <summary>Records whose headers still lack their place.</summary>
    public ByteWriter Records { get; } = new(1024);

    public JournalEntry Entry { get; private set; } = null!;

    public ValueTask<JournalPosition> Task => new(this, result.Version);

    /// <exception cref="EventTooLargeException">An event is beyond the limit; nothing is kept.</exception>
    public void Fill(JournalEntry entry, int maxEventBytes)
    {
        Entry = entry;
        for (var i = 0; i < entry.Events.Count; i++)
        {
            var item = entry.Events[i];
            if (item.Project != entry.Project || item.ReceivedAt != entry.ReceivedAt)
                throw new ArgumentException("Each event must have its entry's project and time of receipt, else the books could not balance.", nameof(entry));
            var start = BeginRecord();
            EventCodec.Encode(item, Records);
            var bytes = Records.Length - start - RecordHeader.Size;
            if (bytes > maxEventBytes) throw new EventTooLargeException(i, bytes, maxEventBytes);
            EndRecord(start, RecordKind.Event);
        }

        foreach (var envelope in entry.Envelopes)
        {
            if (envelope.Project != entry.Project || envelope.Hour != entry.ReceivedAt)
                throw new ArgumentException("An entry with envelopes knows their project and the hour in which they came, and nothing finer.", nameof(entry));
            var start = BeginRecord();
            EnvelopeCodec.Encode(envelope, Records);
            EndRecord(start, RecordKind.Envelope);
        }
    }

    private int BeginRecord()
    {
        var start = Records.Length;
        Records.Reserve(RecordHeader.Size);
        return start;
    }

    /// <summary>Puts the header before the body that was written since.</summary>
    private void EndRecord(int start, RecordKind kind)
    {
        var record = Records.At(start, Records.Length - start);
        RecordHeader.Write(record, kind, record[RecordHeader.Size..]);
    }

    public void Complete(JournalPosition end) => result.SetResult(end);

    public void Fail(Exception failure) => result.SetException(failure);

    /// <summary>For the pool.</summary>
    public void Reset(int keepBytes)
    {
        Entry = null!;
        Records.Trim(keepBytes);
        result.Reset();
    }

    JournalPosition IValueTaskSource<JournalPosition>.GetResult(short token)
    {
        try
        {
            return result.GetResult(token);
        }
        finally
        {
            pool.Return(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<JournalPosition>.GetStatus(short token) => result.GetStatus(token);

    void IValueTaskSource<JournalPosition>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        result.OnCompleted(continuation, state, token, flags);
}
