namespace Footfall.Ingestion.Pipeline;

/// <summary>Language tags of strangers.</summary>
internal static class Languages
{
    private const int Longest = 35;

    /// <summary>A BCP 47 tag, or the first one of an Accept-Language header; null where it is neither.</summary>
    public static string? Tidy(string? language)
    {
        if (language is null) return null;
        var end = language.AsSpan().IndexOfAny(',', ';');
        var tag = (end < 0 ? language.AsSpan() : language.AsSpan(0, end)).Trim();
        if (tag.Length is < 2 or > Longest || !char.IsAsciiLetter(tag[0])) return null;
        foreach (var c in tag)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-') return null;
        }

        return tag.Length == language.Length ? language : tag.ToString();
    }
}
