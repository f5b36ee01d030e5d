using System.Diagnostics.Metrics;
using Footfall.Events;

namespace Footfall.Ingestion.Endpoints;

/// <summary>
/// Lets requests wait for the store, so many at once: each holds its connection for half a minute while the store is away, and anyone may ask for it.
/// Beyond them nobody waits; what was taken is durable all the same. Thread-safe.
/// </summary>
internal sealed class StoredWaiters : IDisposable
{
    private static readonly TimeSpan StoredWithin = TimeSpan.FromSeconds(30);

    private readonly Meter meter = new("Footfall.Ingestion");
    private readonly Counter<long> waits;
    private readonly WaitStored waitStored;
    private readonly int most;
    private int waiting;

    public StoredWaiters(WaitStored waitStored, IngestionLimits limits)
    {
        this.waitStored = waitStored;
        most = limits.WaitingForStored;
        waits = meter.CreateCounter<long>("footfall.ingestion.waits", "{request}", "Requests that asked to wait for the store, by outcome: stored, late, too_many, gone.");
        meter.CreateObservableGauge("footfall.ingestion.waiting", () => Volatile.Read(ref waiting), "{request}", "Requests that wait for the store.");
    }

    /// <summary>True once what lies before the position can be queried; false where that takes too long, and at once where too many wait already.</summary>
    public async ValueTask<bool> WaitAsync(JournalPosition position, CancellationToken cancellation)
    {
        var outcome = "gone";
        try
        {
            if (Interlocked.Increment(ref waiting) > most)
            {
                outcome = "too_many";
                return false;
            }

            var isStored = await waitStored(position, StoredWithin, cancellation);
            outcome = isStored ? "stored" : "late";
            return isStored;
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
            waits.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    /// <summary>Whether a meter is this one's: meters of the same name may be others'.</summary>
    internal bool Has(Meter other) => ReferenceEquals(meter, other);

    public void Dispose() => meter.Dispose();
}
