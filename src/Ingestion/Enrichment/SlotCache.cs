using System.Numerics;

namespace Footfall.Ingestion.Enrichment;

/// <summary>
/// Remembers answers in a fixed number of slots, each overwritten by the next key that falls there, so that a flood of made-up keys costs
/// hits but neither memory nor a lock. Thread-safe: a slot is one reference to an immutable entry.
/// </summary>
/// <param name="slots">A power of two.</param>
internal sealed class SlotCache<TKey, TValue>(int slots)
    where TKey : notnull, IEquatable<TKey>
    where TValue : class?
{
    private readonly Entry?[] _entries = new Entry?[slots];
    private readonly int _shift = 32 - BitOperations.Log2((uint)slots);

    public bool TryFind(in TKey key, out TValue value)
    {
        var entry = Volatile.Read(ref _entries[Slot(key)]);
        var found = entry is not null && entry.Key.Equals(key);
        value = found ? entry!.Value : null!;
        return found;
    }

    public void Keep(in TKey key, TValue value) => Volatile.Write(ref _entries[Slot(key)], new Entry(key, value));

    // Strings' hashes are keyed by the process, so nobody outside can aim at a slot; numbers are spread by the multiplication.
    private int Slot(in TKey key) => (int)((uint)key.GetHashCode() * 2654435769u >> _shift);

    private sealed record Entry(TKey Key, TValue Value);
}
