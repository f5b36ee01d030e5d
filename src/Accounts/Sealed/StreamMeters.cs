using System.Diagnostics.Metrics;

namespace Footfall.Accounts.Sealed;

/// <summary>What becomes of derived streams' items, in the meter <c>Footfall.Accounts</c>. Thread-safe.</summary>
internal sealed class StreamMeters : IDisposable
{
    private readonly Meter meter = new("Footfall.Accounts");
    private readonly Counter<long> items;

    public StreamMeters() => items = meter.CreateCounter<long>("footfall.streams.items", "{item}", "Items of derived streams, by what became of them.");

    public void Kept() => Count(1, "kept");

    /// <summary>Somebody else was first, or what was offered may not stand.</summary>
    public void Refused() => Count(1, "refused");

    /// <summary>A newer item says that they need not be kept.</summary>
    public void LetGo(int count) => Count(count, "let_go");

    public void Removed(int count) => Count(count, "removed");

    public void Dispose() => meter.Dispose();

    private void Count(int count, string outcome)
    {
        if (count > 0) items.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
    }
}
