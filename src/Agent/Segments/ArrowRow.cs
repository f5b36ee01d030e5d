using Apache.Arrow;
using Apache.Arrow.Types;
using Footfall.Storage.Sealed;

namespace Footfall.Agent.Segments;

/// <summary>A row of an Arrow record batch, by the types that docs/formats/sealed.md names.</summary>
internal sealed class ArrowRow(RecordBatch batch) : ISegmentRow
{
    private readonly Dictionary<string, IArrowArray> columns = batch.Schema.FieldsList.Select((field, place) => (field.Name, Column: batch.Column(place))).ToDictionary(c => c.Name, c => c.Column);
    private int row;

    public ArrowRow At(int place)
    {
        row = place;
        return this;
    }

    public string? Text(string column) => Find(column) is { } found ? TextOf(found, row) : null;

    public long? Integer(string column) => Find(column) switch
    {
        null => null,
        Int32Array array => array.GetValue(row),
        Int64Array array => array.GetValue(row),
        UInt8Array array => array.GetValue(row),
        UInt16Array array => array.GetValue(row),
        UInt32Array array => array.GetValue(row),
        _ => throw Other(column),
    };

    public ulong? Unsigned(string column) => Find(column) switch
    {
        null => null,
        UInt64Array array => array.GetValue(row),
        _ => throw Other(column),
    };

    public decimal? Amount(string column) => Find(column) switch
    {
        null => null,
        Decimal128Array array => array.GetValue(row),
        _ => throw Other(column),
    };

    public bool? Flag(string column) => Find(column) switch
    {
        null => null,
        BooleanArray array => array.GetValue(row),
        _ => throw Other(column),
    };

    public Guid? Id(string column) => Text(column) is { } text ? Guid.TryParseExact(text, "D", out var id) ? id : throw Other(column) : null;

    public DateTime? Time(string column) => Find(column) switch
    {
        null => null,
        TimestampArray { Data.DataType: TimestampType { Unit: TimeUnit.Millisecond } } array => DateTime.UnixEpoch.AddMilliseconds(array.GetValue(row)!.Value),
        TimestampArray { Data.DataType: TimestampType { Unit: TimeUnit.Second } } array => DateTime.UnixEpoch.AddSeconds(array.GetValue(row)!.Value),
        _ => throw Other(column),
    };

    public IReadOnlyList<KeyValuePair<string, string>> Texts(string column) => Pairs(column, (values, at) => TextOf(values, at) ?? "");

    public IReadOnlyList<KeyValuePair<string, double>> Numbers(string column) =>
        Pairs(column, (values, at) => values is DoubleArray doubles ? doubles.GetValue(at) ?? throw Other(column) : throw Other(column));

    private IReadOnlyList<KeyValuePair<string, T>> Pairs<T>(string column, Func<IArrowArray, int, T> value)
    {
        if (Find(column) is not { } found) return [];
        if (found is not MapArray map) throw Other(column);
        var from = map.ValueOffsets[row];
        var pairs = new KeyValuePair<string, T>[map.ValueOffsets[row + 1] - from];
        for (var i = 0; i < pairs.Length; i++) pairs[i] = new(TextOf(map.Keys, from + i) ?? throw Other(column), value(map.Values, from + i));
        return pairs;
    }

    private IArrowArray? Find(string column) => columns.TryGetValue(column, out var found) && found is not NullArray && !found.IsNull(row) ? found : null;

    private static string? TextOf(IArrowArray array, int at) => array switch
    {
        StringArray texts => texts.GetString(at),
        DictionaryArray { Indices: Int32Array indices, Dictionary: StringArray texts } => indices.GetValue(at) is { } place ? texts.GetString(place) : null,
        _ => throw new InvalidCastException("A column of text is none."),
    };

    private static InvalidCastException Other(string column) => new($"The column {column} is of another type.");
}
