using System.Buffers;

namespace Footfall.Ingestion.Endpoints;

/// <summary>
/// The bytes of a body in an array lent by the budget, which grows by what has come, never by what was announced. Owned by the handler of one request, which gives it back.
/// </summary>
internal sealed class PooledBody(BodyBudget budget) : IDisposable
{
    private byte[] bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => bytes.AsSpan(0, Length);

    /// <summary>False: there is no room for more, and nothing was appended.</summary>
    public bool TryAppend(in ReadOnlySequence<byte> more)
    {
        if (!TryReserve(checked((int)more.Length))) return false;
        more.CopyTo(bytes.AsSpan(Length));
        Length += (int)more.Length;
        return true;
    }

    /// <summary>False: there is no room for more, and nothing was appended.</summary>
    public bool TryAppend(ReadOnlySpan<byte> more)
    {
        if (!TryReserve(more.Length)) return false;
        more.CopyTo(bytes.AsSpan(Length));
        Length += more.Length;
        return true;
    }

    /// <summary>For readers that want a stream; valid as long as this is.</summary>
    public MemoryStream AsStream() => new(bytes, 0, Length, writable: false);

    public void Dispose()
    {
        if (bytes.Length > 0) budget.Return(bytes);
        bytes = [];
        Length = 0;
    }

    private bool TryReserve(int more)
    {
        if (Length + more <= bytes.Length) return true;
        // The budget rounds up to a power of two, so that bytes that trickle in double the array.
        if (budget.TryRent(Length + more) is not { } larger) return false;
        Span.CopyTo(larger);
        if (bytes.Length > 0) budget.Return(bytes);
        bytes = larger;
        return true;
    }
}
