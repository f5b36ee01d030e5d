namespace Footfall.Ingestion.Enrichment;

/// <summary>Shortens versions to what is worth counting: <c>17_4_1</c> is <c>17.4</c>, <c>124.0.6367.60</c> is <c>124</c>.</summary>
internal static class VersionText
{
    /// <summary>Major, or major.minor where the minor is not zero; null for what is no version.</summary>
    public static string? Shorten(ReadOnlySpan<char> version)
    {
        var major = Digits(version);
        if (major is 0 or > 5) return null;
        var rest = version[major..];
        if (rest.Length < 2 || rest[0] is not ('.' or '_')) return version[..major].ToString();
        var minor = rest.Slice(1, Digits(rest[1..]));
        return minor.Length is 0 or > 5 || minor.Trim('0').IsEmpty ? version[..major].ToString() : string.Concat(version[..major], ".", minor);
    }

    /// <summary>The major number, or -1.</summary>
    public static int Major(ReadOnlySpan<char> version)
    {
        var digits = Digits(version);
        return digits is > 0 and < 6 ? int.Parse(version[..digits], System.Globalization.CultureInfo.InvariantCulture) : -1;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
