using Footfall.DuckDb.Native;

namespace Footfall.DuckDb.Appending;

/// <content>MAPs: each row says where its entries lie, and the entries of all rows lie behind one another in two child vectors.</content>
internal sealed unsafe partial class VectorWriter
{
    /// <summary>From this many entries on a set finds a repeated key sooner than comparing all pairs.</summary>
    private const int FewEntries = 12;

    private readonly VectorWriter[] _children;
    private HashSet<string>? _seen;
    private int _entries;

    /// <summary>Kept from chunk to chunk, so that only the first ones have to grow.</summary>
    private int _capacity = (int)NativeMethods.VectorSize();

    public void WriteMap(int row, IReadOnlyList<KeyValuePair<string, string>> map)
    {
        var first = BeginMap(row, map);
        for (var entry = 0; entry < map.Count; entry++)
        {
            if (map[entry].Value is { } text)
                _children[1].WriteString(first + entry, text);
            else
                _children[1].WriteNull(first + entry);
        }
    }

    public void WriteMap(int row, IReadOnlyList<KeyValuePair<string, double>> map)
    {
        var first = BeginMap(row, map);
        for (var entry = 0; entry < map.Count; entry++)
            _children[1].WriteDouble(first + entry, map[entry].Value);
    }

    /// <summary>Tells DuckDB how many entries there are, before the chunk is handed over.</summary>
    public void EndChunk()
    {
        if (Type.Id == DuckDbType.Map)
            NativeMethods.ListVectorSetSize(_vector, (ulong)_entries);
    }

    private void AttachEntries()
    {
        _entries = 0;
        Reserve(_capacity);
    }

    /// <summary>Writes the row's place and all keys, and returns where its entries begin.</summary>
    private int BeginMap<TValue>(int row, IReadOnlyList<KeyValuePair<string, TValue>> map)
    {
        if (Type.Id != DuckDbType.Map)
            throw Mismatch("a map");
        ThrowIfRepeated(map);
        var first = _entries;
        if (first + map.Count > _capacity)
            Reserve(Math.Max(first + map.Count, _capacity * 2));
        for (var entry = 0; entry < map.Count; entry++)
            _children[0].WriteString(first + entry, map[entry].Key);
        Put(row, new DuckDbListEntry(first, map.Count));
        _entries += map.Count;
        return first;
    }

    private void Reserve(int capacity)
    {
        if (NativeMethods.ListVectorReserve(_vector, (ulong)capacity) != NativeState.Success)
            throw new DuckDbException($"Out of Memory Error: DuckDB made no room for {capacity} map entries.");
        _capacity = capacity;
        var entries = NativeMethods.ListVectorChild(_vector);
        for (var field = 0; field < _children.Length; field++)
            _children[field].Attach(NativeMethods.StructVectorChild(entries, (ulong)field));
    }

    /// <summary>A chunk's maps are not checked by DuckDB, and one with a repeated or missing key would break every later query of it.</summary>
    private void ThrowIfRepeated<TValue>(IReadOnlyList<KeyValuePair<string, TValue>> map)
    {
        _seen?.Clear();
        for (var entry = 0; entry < map.Count; entry++)
        {
            var key = map[entry].Key ?? throw new ArgumentException("A map's key may not be null.", nameof(map));
            if (map.Count < FewEntries ? Contains(map, key, entry) : !(_seen ??= new HashSet<string>(StringComparer.Ordinal)).Add(key))
                throw new ArgumentException($"The map has the key \"{key}\" twice.", nameof(map));
        }
    }

    private static bool Contains<TValue>(IReadOnlyList<KeyValuePair<string, TValue>> map, string key, int count)
    {
        for (var entry = 0; entry < count; entry++)
        {
            if (string.Equals(map[entry].Key, key, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
