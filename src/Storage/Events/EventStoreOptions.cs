namespace Footfall.Storage.Events;

/// <summary>How the embedded event store may use the machine. The defaults suit a small server.</summary>
public sealed record EventStoreOptions
{
    /// <summary>Threads for questions and checkpoints.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Bytes that DuckDB may hold; beyond it spills to the temp directory. Half of what the process may have, a gigabyte at most.</summary>
    public long MemoryLimit { get; init; } = Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2, 128L << 20, 1L << 30);

    /// <summary>Bytes of write-ahead log after which the store is checkpointed. It bounds the time of a start after a crash.</summary>
    public long CheckpointBytes { get; init; } = 64L << 20;

    /// <summary>Time without a commit after which what waits in the write-ahead log is checkpointed and memory is given back.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Visits kept in memory; more are looked up in the store. About half a kilobyte each.</summary>
    public int RecentVisits { get; init; } = 40_000;

    /// <summary>Stored events of one visitor that are walked anew for a late event; in larger visits it is only counted in (docs/metrics.md).</summary>
    public int WalkedEvents { get; init; } = 10_000;

    /// <summary>Visits that a commit reads at once, in usual ones: a batch that is near more of them is halved, and one visitor's chain of visits is not read further.</summary>
    public int VisitsReadAtOnce { get; init; } = 100_000;

    /// <summary>Bytes of the filters that recognise repeated events; where they do not suffice, the store itself is asked.</summary>
    public long DuplicateFilterBytes { get; init; } = 48L << 20;

    /// <summary>Questions answered at once; others wait.</summary>
    public int ConcurrentQueries { get; init; } = 4;
}
