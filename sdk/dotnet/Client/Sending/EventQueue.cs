using System.Threading.Channels;
using Footfall.Client.Events;

namespace Footfall.Client.Sending;

/// <summary>The events that were told and are not packed yet, and since when there are some. Anybody adds; thread-safe.</summary>
internal sealed class EventQueue(Books books, TimeProvider time, int most)
{
    private readonly Channel<QueuedEvent> _events = Channel.CreateBounded<QueuedEvent>(new BoundedChannelOptions(most) { FullMode = BoundedChannelFullMode.Wait });

    /// <summary>UTC ticks; 0 where none waits.</summary>
    private long _since;

    public int Count => _events.Reader.Count;

    /// <summary>When the first of those that wait came, or when the others of its batch went; null where none waits.</summary>
    public DateTimeOffset? Since => Interlocked.Read(ref _since) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>False: there is no room.</summary>
    /// <param name="first">Nothing waited before.</param>
    public bool TryAdd(QueuedEvent one, out bool first)
    {
        first = false;
        if (!books.TryCome(one)) return false;
        if (!_events.Writer.TryWrite(one))
        {
            books.Leave(1, one.Json.Length);
            return false;
        }

        // After the writing: either this sees that nothing waited, or who takes sees what was written.
        first = Begin();
        return true;
    }

    /// <summary>The next batch, at least one event where there is any.</summary>
    public List<QueuedEvent> TakeBatch(int mostEvents, int mostBytes)
    {
        List<QueuedEvent> events = [];
        long bytes = 0;
        while (events.Count < mostEvents && _events.Reader.TryPeek(out var next))
        {
            bytes += next.Json.Length;
            if (events.Count > 0 && bytes > mostBytes) break;
            if (_events.Reader.TryRead(out var one)) events.Add(one);
        }

        CountAnew();
        return events;
    }

    /// <summary>Gives up all that waits.</summary>
    public void Discard(string reason, string? detail)
    {
        while (_events.Reader.TryRead(out var one)) Lose([one], reason, detail);
        CountAnew();
    }

    /// <summary>Gives up what was taken.</summary>
    public void Lose(IReadOnlyList<QueuedEvent> events, string reason, string? detail)
    {
        foreach (var one in events)
        {
            books.Leave(1, one.Json.Length);
            books.Give(one, reason, detail);
        }
    }

    private bool Begin() => Interlocked.CompareExchange(ref _since, time.GetUtcNow().UtcTicks, 0) == 0;

    private void CountAnew()
    {
        Interlocked.Exchange(ref _since, 0);
        if (Count > 0) Begin();
    }
}
