namespace Footfall.Query.Keeping;

/// <summary>The rows of statements, those asked for last, within so many bytes. Whether they still hold is its user's to judge. Not thread-safe.</summary>
/// <param name="most">Bytes; about as many are held.</param>
internal sealed class KeptRows(long most)
{
    /// <summary>One answer may take this share of the bytes.</summary>
    private const int LargestShare = 8;

    private readonly Dictionary<StatementKey, LinkedListNode<Kept>> byKey = [];
    private readonly LinkedList<Kept> byUse = [];

    public long Bytes { get; private set; }

    public int Count => byKey.Count;

    /// <summary>The rows, and the moment of the store since when they are known.</summary>
    public (IReadOnlyList<object?[]> Rows, long Moment)? Find(StatementKey key)
    {
        if (!byKey.TryGetValue(key, out var node)) return null;
        byUse.Remove(node);
        byUse.AddFirst(node);
        return (node.Value.Rows, node.Value.Moment);
    }

    public void Keep(StatementKey key, int textLength, IReadOnlyList<object?[]> rows, long moment)
    {
        Remove(key);
        var bytes = RowsSize.Of(rows) + (sizeof(char) * textLength);
        if (bytes > most / LargestShare) return;
        byKey[key] = byUse.AddFirst(new Kept(key, rows, moment, bytes));
        Bytes += bytes;
        while (Bytes > most) Remove(byUse.Last!.Value.Key);
    }

    public void Remove(StatementKey key)
    {
        if (!byKey.Remove(key, out var node)) return;
        byUse.Remove(node);
        Bytes -= node.Value.Bytes;
    }

    private sealed record Kept(StatementKey Key, IReadOnlyList<object?[]> Rows, long Moment, long Bytes);
}
