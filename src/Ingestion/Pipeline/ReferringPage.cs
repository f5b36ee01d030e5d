using Footfall.Privacy;

namespace Footfall.Ingestion.Pipeline;

/// <summary>What is kept of a referrer, redacted: its page. Nothing is told from its query or fragment, so neither goes further than here.</summary>
/// <param name="Whole">With its scheme, since the source of an app is told by that.</param>
/// <param name="Kept">Host and path.</param>
internal readonly record struct ReferringPage(string Whole, string Kept)
{
    /// <summary>Null for nothing, and for files of the visitor's own.</summary>
    public static ReferringPage? Of(string referrer, IReadOnlyList<string> listed)
    {
        if (!TryRead(referrer, listed, out var page)) return OfGarbage(referrer.AsSpan().Trim(), listed);
        var fragment = page.Path.IndexOf('#', StringComparison.Ordinal);
        var path = Redactor.Path(fragment < 0 ? page.Path : page.Path[..fragment], listed);
        return new($"{page.Scheme}://{page.Hostname}{path}", path == "/" ? page.Hostname ?? path : page.Hostname + path);
    }

    /// <summary>A bare host, with a path or without, is a referrer to many clients.</summary>
    private static bool TryRead(string referrer, IReadOnlyList<string> listed, out PageUrl page)
    {
        if (PageUrl.TryParse(referrer, out page)) return true;
        var text = referrer.AsSpan().Trim();
        if (text.StartsWith("//", StringComparison.Ordinal)) return PageUrl.TryParse($"https:{text}", out page);
        var end = text.IndexOfAny('/', '?', '#');
        var authority = end < 0 ? text : text[..end];
        // Words before an e-mail address are no user of its host, and a token has points as a host has.
        var host = authority[(authority.LastIndexOf('@') + 1)..].ToString();
        if (authority.ContainsAny(' ', '\t') || !ReferenceEquals(host, Redactor.Text(host, listed))) return false;
        return PageUrl.TryParse($"https://{text}", out page) && page.Hostname!.Contains('.', StringComparison.Ordinal);
    }

    /// <summary>Garbage is classified too, as what it is.</summary>
    private static ReferringPage? OfGarbage(ReadOnlySpan<char> text, IReadOnlyList<string> listed)
    {
        if (text.StartsWith("file:", StringComparison.OrdinalIgnoreCase)) return null;
        var end = text.IndexOfAny('?', '#');
        var kept = Redactor.Text((end < 0 ? text : text[..end]).ToString(), listed);
        return kept.Length == 0 ? null : new(kept, kept);
    }
}
