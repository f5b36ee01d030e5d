using System.Buffers;
using System.Text;

namespace Footfall.Privacy;

/// <summary>
/// Takes out of text what must not be kept: card numbers, social security numbers, e-mail addresses, and the values of fields and parameters whose names
/// say that they are secret. Clean text comes back as the same instance after one vectorised look; hostile text costs linear time.
/// </summary>
public static class Redactor
{
    public const string Card = "[redacted:card]";
    public const string SocialSecurityNumber = "[redacted:ssn]";
    public const string Email = "[redacted:email]";

    /// <summary>In place of the value of a field or parameter named like a password or a token.</summary>
    public const string Secret = "[redacted:secret]";

    /// <summary>In place of the value of a query parameter on the built-in or the project's list.</summary>
    public const string Parameter = "[redacted:parameter]";

    /// <summary>Fewer digits than this make no number that matters.</summary>
    private const int FewestDigits = 9;

    /// <summary>Times that percent-encoding is peeled off: links in links in links.</summary>
    private const int DecodingRounds = 3;

    private static readonly SearchValues<char> Suspicious = SearchValues.Create("@\uFF20%0123456789");
    private static readonly SearchValues<char> At = SearchValues.Create("@\uFF20");

    /// <summary>The text without card numbers, social security numbers and e-mail addresses, percent-encoded ones included.</summary>
    public static string Text(string text)
    {
        if (!text.AsSpan().ContainsAny(Suspicious)) return text;
        var clean = Plain(text);
        if (!clean.Contains('%', StringComparison.Ordinal)) return clean;

        // What hides behind percent-encoding is looked for in the decoded text, and only then is the decoded text what is kept.
        var decoded = clean;
        for (var round = 0; round < DecodingRounds; round++)
        {
            var next = Uri.UnescapeDataString(decoded);
            if (next == decoded) break;
            decoded = next;
            var found = Plain(decoded);
            if (!ReferenceEquals(found, decoded)) return Text(found);
        }

        return clean;
    }

    /// <summary>The value of a field or prop: hidden whole where the name says that it is secret.</summary>
    public static string Value(string name, string value) =>
        value.Length > 0 && SensitiveNames.IsSecret(name) ? Secret : Text(value);

    /// <summary>A path with or without a fragment: <see cref="Text"/>, still a path afterwards.</summary>
    public static string Path(string path)
    {
        var fragment = path.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0)
        {
            var route = RedactQuery.In(path[fragment..], []);
            path = string.Concat(Path(path[..fragment]), route);
            return path;
        }

        return InUrl(path);
    }

    /// <summary>A query string, with its question mark or without: values of secret and listed parameters are hidden, all others are <see cref="Text"/>.</summary>
    /// <param name="listed">The project's own list, beside the built-in one.</param>
    public static string Query(string query, IReadOnlyList<string> listed) => RedactQuery.In(query, listed);

    /// <summary>Redacts a part of a URL. Decoded text that is kept is made safe again, so that it cannot become another parameter.</summary>
    internal static string InUrl(string part)
    {
        var clean = Text(part);
        if (ReferenceEquals(clean, part) || !part.Contains('%', StringComparison.Ordinal)) return clean;
        return clean.Replace("%", "%25", StringComparison.Ordinal).Replace("&", "%26", StringComparison.Ordinal)
            .Replace("#", "%23", StringComparison.Ordinal).Replace("?", "%3F", StringComparison.Ordinal)
            .Replace("=", "%3D", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal);
    }

    private static string Plain(string text)
    {
        if (text.AsSpan().ContainsAny(At)) text = Replace(text, EmailAddresses.Next, Email);
        if (!HasDigits(text)) return text;
        text = Replace(text, CardNumbers.Next, Card);
        return Replace(text, SocialSecurityNumbers.Next, SocialSecurityNumber);
    }

    private static bool HasDigits(ReadOnlySpan<char> text)
    {
        var digits = 0;
        while (true)
        {
            var next = text.IndexOfAnyInRange('0', '9');
            if (next < 0) return false;
            if (++digits == FewestDigits) return true;
            text = text[(next + 1)..];
        }
    }

    private delegate Range? Finder(ReadOnlySpan<char> text, int from);

    private static string Replace(string text, Finder find, string mark)
    {
        if (find(text, 0) is not { } match) return text;
        var clean = new StringBuilder(text.Length);
        var kept = 0;
        for (Range? next = match; next is { } found; next = find(text, kept))
        {
            clean.Append(text, kept, found.Start.Value - kept).Append(mark);
            kept = found.End.Value;
        }

        return clean.Append(text, kept, text.Length - kept).ToString();
    }
}
