using System.Buffers;
using System.Diagnostics.Metrics;
using System.Numerics;

namespace Footfall.Ingestion.Endpoints;

/// <summary>
/// Lends arrays for bodies, together never more than the server's limit: thousands of slow connections can hold no more memory than that. What is counted is
/// the length of the arrays, not what is in them. Thread-safe.
/// </summary>
internal sealed class BodyBudget : IDisposable
{
    /// <summary>Larger arrays may not take the last quarter, so that a beacon is still taken while large bodies fill the rest.</summary>
    private const int SmallBytes = 16 * 1024;

    private const int LeastBytes = 1024;

    private readonly Meter meter = new("Footfall.Ingestion");
    private readonly Counter<long> refused;
    private readonly long limit;
    private long lent;

    public BodyBudget(IngestionLimits limits)
    {
        limit = limits.BodiesInFlightBytes;
        meter.CreateObservableGauge("footfall.ingestion.bodies.bytes", () => Lent, "By", "Memory lent to bodies that are being received.");
        refused = meter.CreateCounter<long>("footfall.ingestion.bodies.refused", "{body}", "Bodies refused because too many were being received.");
    }

    /// <summary>Bytes of all arrays that are out now.</summary>
    public long Lent => Volatile.Read(ref lent);

    /// <summary>An array of at least so many bytes, or null where it would be too much; the refusal is counted.</summary>
    public byte[]? TryRent(int bytes)
    {
        // The size that the pool rounds up to, so that the count is the truth.
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(bytes, LeastBytes));
        var room = size > SmallBytes ? limit - (limit / 4) : limit;
        if (Interlocked.Add(ref lent, size) > room)
        {
            Interlocked.Add(ref lent, -size);
            refused.Add(1);
            return null;
        }

        try
        {
            return ArrayPool<byte>.Shared.Rent(size);
        }
        catch (OutOfMemoryException)
        {
            Interlocked.Add(ref lent, -size);
            throw;
        }
    }

    public void Return(byte[] array)
    {
        Interlocked.Add(ref lent, -array.Length);
        ArrayPool<byte>.Shared.Return(array);
    }

    public void Dispose() => meter.Dispose();
}
