namespace Footfall.Ingestion.Enrichment;

/// <summary>
/// What a user agent is recognised by, without keeping it: what a visitor's browser says of itself is forgotten with the request, also by a cache. Both hashes are
/// keyed by the process, so nobody outside can make two that are taken for each other.
/// </summary>
internal readonly record struct UserAgentMark(int Length, int Exact, int Folded)
{
    public static UserAgentMark Of(string userAgent) =>
        new(userAgent.Length, string.GetHashCode(userAgent), string.GetHashCode(userAgent, StringComparison.OrdinalIgnoreCase));
}
