using System.Collections.Concurrent;

namespace Footfall.Ingestion.Journal.Writing;

/// <summary>Keeps a bounded number of appends with modest buffers for the next requests. Thread-safe.</summary>
internal sealed class AppendPool
{
    private const int MaxKept = 512;
    private const int KeepBytes = 16 * 1024;

    private readonly ConcurrentQueue<Append> _kept = new();
    private int _count;

    public Append Rent()
    {
        if (!_kept.TryDequeue(out var append)) return new Append(this);
        Interlocked.Decrement(ref _count);
        return append;
    }

    public void Return(Append append)
    {
        append.Reset(KeepBytes);
        if (Interlocked.Increment(ref _count) <= MaxKept) _kept.Enqueue(append);
        else Interlocked.Decrement(ref _count);
    }
}
