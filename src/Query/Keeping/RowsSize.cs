namespace Footfall.Query.Keeping;

/// <summary>About how many bytes rows take in memory. Rather too many than too few.</summary>
internal static class RowsSize
{
    private const int OfEntry = 512;
    private const int OfRow = 40;
    private const int OfCell = 40;

    public static long Of(IReadOnlyList<object?[]> rows) => OfEntry + rows.Sum(row => OfRow + row.Sum(Of));

    private static long Of(object? value) => value switch
    {
        string text => OfCell + ((long)sizeof(char) * text.Length),
        IReadOnlyCollection<object?> list => OfCell + list.Sum(Of),
        _ => OfCell,
    };
}
