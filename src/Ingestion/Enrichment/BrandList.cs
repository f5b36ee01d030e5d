namespace Footfall.Ingestion.Enrichment;

/// <summary>
/// Reads a brand list such as <c>"Chromium";v="124", "Brave";v="124", "Not-A.Brand";v="99"</c> (a list of RFC 9651 strings with a
/// parameter v). What is not well formed is passed over.
/// </summary>
internal ref struct BrandList(ReadOnlySpan<char> text)
{
    // More brands than any browser sends; the rest is not looked at.
    private const int MostBrands = 16;

    private ReadOnlySpan<char> _rest = text;
    private int _read;

    public ReadOnlySpan<char> Brand { get; private set; }

    public ReadOnlySpan<char> Version { get; private set; }

    /// <summary>Moves to the next brand; false at the end.</summary>
    public bool MoveNext()
    {
        if (_read++ == MostBrands || !TryQuoted(out var brand)) return false;
        Brand = brand;
        Version = [];
        var comma = _rest.IndexOf(',');
        var quote = _rest.IndexOf('"');
        if (quote >= 0 && (comma < 0 || quote < comma) && TryQuoted(out var version)) Version = version;
        return true;
    }

    private bool TryQuoted(out ReadOnlySpan<char> value)
    {
        value = [];
        var open = _rest.IndexOf('"');
        if (open < 0) return false;
        var behind = _rest[(open + 1)..];
        var close = behind.IndexOf('"');
        if (close < 0) return false;
        value = behind[..close];
        _rest = behind[(close + 1)..];
        return true;
    }

    /// <summary>The brand that tells most, by the order of the table; null where none is known.</summary>
    public static UserAgentRule? Best(string? list, UserAgentTable table, out ReadOnlySpan<char> version)
    {
        version = [];
        UserAgentRule? best = null;
        var brands = new BrandList(list);
        while (brands.MoveNext())
        {
            if (!table.Brands.TryGetValue(brands.Brand, out var rule) || (best is not null && best.Rank <= rule.Rank)) continue;
            best = rule;
            version = brands.Version;
        }

        return best;
    }
}
