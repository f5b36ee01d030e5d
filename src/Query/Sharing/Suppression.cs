namespace Footfall.Query.Sharing;

/// <summary>
/// Decides which cells of one dimension of one grain are published. Whatever is left out must hold nobody or at least the threshold's number of visitors, because
/// who subtracts the published cells from the total has exactly that. No I/O.
/// </summary>
internal static class Suppression
{
    /// <summary>Published of a dimension and grain; what is rarer goes into the rest.</summary>
    public const int MostCells = 100;

    /// <summary>The cells that are large enough, most visitors first.</summary>
    public static IReadOnlyList<PublishedCell> LargeEnough(IEnumerable<PublishedCell> cells, int least) =>
        [.. cells
            // A value with a star in it would be a pattern where the rest is counted.
            .Where(cell => cell.Visitors >= least && !cell.Value.Contains('*', StringComparison.Ordinal))
            .OrderByDescending(cell => cell.Visitors).ThenBy(cell => cell.Value, StringComparer.Ordinal).Take(MostCells)];

    /// <summary>True where the rest is known to be large enough without being counted: visitors of several cells are only subtracted too often.</summary>
    public static bool RestIsLarge(IReadOnlyList<PublishedCell> large, long total, int least) => total - large.Sum(cell => cell.Visitors) >= least;

    /// <param name="rest">Distinct visitors of everything but the large cells.</param>
    public static IReadOnlyList<PublishedCell> Published(IReadOnlyList<PublishedCell> large, long rest, int least) =>
        // Together with the smallest of the large ones it has enough.
        rest == 0 || rest >= least ? large : [.. large.SkipLast(1)];
}
