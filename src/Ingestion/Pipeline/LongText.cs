namespace Footfall.Ingestion.Pipeline;

/// <summary>Cuts text that is too long.</summary>
internal static class LongText
{
    private const char Mark = '…';

    /// <summary>The text, or its beginning and a mark, <paramref name="limit"/> characters together; never half of a surrogate pair.</summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit) return text;
        var end = limit - 1;
        if (end > 0 && char.IsHighSurrogate(text[end - 1])) end--;
        return string.Concat(text.AsSpan(0, end), [Mark]);
    }
}
