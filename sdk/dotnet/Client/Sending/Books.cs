using Footfall.Client.Events;

namespace Footfall.Client.Sending;

/// <summary>Counts what waits, was sent and was given up, tells it, and holds what waits to its bounds. Thread-safe.</summary>
internal sealed class Books(int mostWaiting, ClientMeters meters, Action<Drop> tell)
{
    /// <summary>Of all that waits, so that few large events do not fill the memory.</summary>
    private const long MostWaitingBytes = 8_000_000;

    private int _waiting;
    private long _bytes;
    private long _sent;
    private long _dropped;

    /// <summary>Events in memory: in the queue, on their way, and in requests to be repeated.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public long Sent => Interlocked.Read(ref _sent);

    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>False: there is no room.</summary>
    public bool TryCome(QueuedEvent one)
    {
        var waiting = Interlocked.Increment(ref _waiting);
        var bytes = Interlocked.Add(ref _bytes, one.Json.Length);
        if (waiting <= mostWaiting && bytes <= MostWaitingBytes)
        {
            meters.Queued(1);
            return true;
        }

        Leave(1, one.Json.Length);
        return false;
    }

    /// <summary>It waits in memory no longer.</summary>
    public void Leave(int events, long bytes)
    {
        Interlocked.Add(ref _waiting, -events);
        Interlocked.Add(ref _bytes, -bytes);
    }

    /// <summary>What is packed is other bytes than the events were.</summary>
    public void Repack(long before, long after) => Interlocked.Add(ref _bytes, after - before);

    public void Took(int events)
    {
        Interlocked.Add(ref _sent, events);
        if (events > 0) meters.Sent(events);
    }

    public void Give(QueuedEvent one, string reason, string? detail = null) => Give(new Drop(reason, one.Name, one.Id, 1, detail));

    public void Give(Parcel parcel, string reason, string? detail = null)
    {
        if (parcel.Events is null) Give(new Drop(reason, null, null, parcel.Count, detail));
        else foreach (var one in parcel.Events) Give(one, reason, detail);
    }

    public void Give(Drop drop)
    {
        Interlocked.Add(ref _dropped, drop.Count);
        meters.Dropped(drop.Count, drop.Reason);
        tell(drop);
    }
}
