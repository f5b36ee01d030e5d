namespace Footfall.Storage.Live;

/// <summary>Counts the changes after which somebody may do less than before, so that what was admitted earlier is asked about again. Thread-safe.</summary>
public sealed class AccessChanges
{
    private long count;

    public long Count => Volatile.Read(ref count);

    /// <summary>To be called once the change can be seen by others: after the commit.</summary>
    public void Tell() => Interlocked.Increment(ref count);
}
