using Footfall.DuckDb;

namespace Footfall.Storage.Sealed;

/// <summary>A row of a DuckDB result. Columns that the result has not are absent.</summary>
internal sealed class SegmentDatabaseRow(IReadOnlyDictionary<string, int> columns) : ISegmentRow
{
    private DuckDbChunk? chunk;
    private int row;

    public SegmentDatabaseRow At(DuckDbChunk of, int place)
    {
        (chunk, row) = (of, place);
        return this;
    }

    public string? Text(string column) => Find(column)?.GetString(row);

    public long? Integer(string column) => Find(column)?.GetInt64(row);

    public ulong? Unsigned(string column) => Find(column)?.GetUInt64(row);

    public decimal? Amount(string column) => Find(column)?.GetDecimal(row);

    public bool? Flag(string column) => Find(column)?.GetBoolean(row);

    public Guid? Id(string column) => Find(column)?.GetGuid(row);

    public DateTime? Time(string column) => Find(column)?.GetDateTime(row);

    public IReadOnlyList<KeyValuePair<string, string>> Texts(string column) => Pairs(column, (values, at) => values.GetString(at) ?? "");

    public IReadOnlyList<KeyValuePair<string, double>> Numbers(string column) => Pairs(column, (values, at) => values.GetDouble(at));

    private DuckDbVector? Find(string column) => columns.TryGetValue(column, out var place) && chunk!.Column(place) is var vector && vector.IsValid(row) ? vector : null;

    private IReadOnlyList<KeyValuePair<string, T>> Pairs<T>(string column, Func<DuckDbVector, int, T> value)
    {
        if (Find(column) is not { } map) return [];
        var entry = map.GetEntry(row);
        var pairs = new KeyValuePair<string, T>[entry.Length];
        for (var i = 0; i < pairs.Length; i++) pairs[i] = new(map.Child(0).GetString(entry.Offset + i)!, value(map.Child(1), entry.Offset + i));
        return pairs;
    }
}
