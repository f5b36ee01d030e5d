using Footfall.DuckDb;

namespace Footfall.Storage.Events;

/// <summary>Values of answers in few types: every signed integer is a <c>long</c>, so that callers need not know how wide a column is.</summary>
internal static class QueryValue
{
    public static object? Of(DuckDbVector column, int row) => Narrow(column.GetValue(row));

    private static object? Narrow(object? value) => value switch
    {
        sbyte number => (long)number,
        short number => (long)number,
        int number => (long)number,
        byte number => (long)number,
        ushort number => (long)number,
        uint number => (long)number,
        float number => (double)number,
        // Sums of integers are HUGEINTs.
        Int128 number => number >= long.MinValue && number <= long.MaxValue ? (object)(long)number : (double)number,
        UInt128 number => number <= ulong.MaxValue ? (object)(ulong)number : (double)number,
        List<object?> list => list.ConvertAll(Narrow),
        Dictionary<string, object?> map => map.ToDictionary(pair => pair.Key, pair => Narrow(pair.Value)),
        _ => value,
    };
}
