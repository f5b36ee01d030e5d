namespace Footfall.Ingestion.Enrichment;

/// <summary>Words by which honest programs tell what they are, whether or not a list knows them.</summary>
internal static class BotWords
{
    /// <summary>Whether a single word of a user agent calls its sender a bot, spider or crawler.</summary>
    public static bool CallsItselfBot(ReadOnlySpan<char> word) =>
        word.Length is > 2 and < 64
        // Cubot makes telephones.
        && !word.Equals("cubot", StringComparison.OrdinalIgnoreCase)
        && (word.EndsWith("bot", StringComparison.OrdinalIgnoreCase) || word.EndsWith("spider", StringComparison.OrdinalIgnoreCase)
            || word.EndsWith("crawler", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether any word does, or the user agent gives the web address of its maker, as no browser does.</summary>
    public static bool AnyIn(ReadOnlySpan<char> userAgent)
    {
        if (userAgent.Contains("http://", StringComparison.OrdinalIgnoreCase) || userAgent.Contains("https://", StringComparison.OrdinalIgnoreCase)) return true;
        foreach (var range in userAgent.SplitAny(UserAgentTable.Separators))
        {
            if (CallsItselfBot(userAgent[range])) return true;
        }

        return false;
    }
}
