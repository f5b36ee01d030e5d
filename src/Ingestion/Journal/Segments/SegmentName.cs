using System.Globalization;

namespace Footfall.Ingestion.Journal.Segments;

/// <summary>Segment files are named by their number in twenty digits, so that names sort as numbers do.</summary>
internal static class SegmentName
{
    private const string Suffix = ".journal";

    public static string Of(long number) => number.ToString("D20", CultureInfo.InvariantCulture) + Suffix;

    /// <summary>The number, or null for any other file.</summary>
    public static long? NumberOf(string name) =>
        name.Length == 20 + Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(0, 20), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;
}
