using System.Collections.Concurrent;

namespace Footfall.Ingestion.Journal.Writing;

/// <summary>Keeps a bounded number of appends with modest buffers for the next requests. Thread-safe.</summary>
internal sealed class AppendPool
{
    private const int MaxKept = 512;
    private const int KeepBytes = 16 * 1024;

    private readonly ConcurrentQueue<Append> kept = new();
    private int count;

    public Append Rent()
    {
        if (!kept.TryDequeue(out var append)) return new Append(this);
        Interlocked.Decrement(ref count);
        return append;
    }

    public void Return(Append append)
    {
        append.Reset(KeepBytes);
        if (Interlocked.Increment(ref count) <= MaxKept) kept.Enqueue(append);
        else Interlocked.Decrement(ref count);
    }
}
