using System.Buffers;
using System.Text;

namespace Footfall.Privacy;

/// <summary>
/// Takes out of text what must not be kept: card numbers, social security numbers, e-mail addresses, users and passwords in URLs, keys and tokens that look
/// like such, and the values of fields and parameters whose names say that they are secret. Clean text comes back as the same instance, after a few
/// vectorised looks and without memory; hostile text costs linear time. A mark is not redacted again.
/// </summary>
public static class Redactor
{
    public const string Card = "[redacted:card]";
    public const string SocialSecurityNumber = "[redacted:ssn]";
    public const string Email = "[redacted:email]";

    /// <summary>In place of the value of a field or parameter named like a password or a token, of a user in a URL, and of what looks like a key.</summary>
    public const string Secret = "[redacted:secret]";

    /// <summary>In place of the value of a query parameter on the built-in or the project's list.</summary>
    public const string Parameter = "[redacted:parameter]";

    /// <summary>Fewer digits than this make no number that matters.</summary>
    private const int FewestDigits = 9;

    private static readonly SearchValues<char> Suspicious = SearchValues.Create("@\uFF20=\"0123456789");
    private static readonly SearchValues<char> At = SearchValues.Create("@\uFF20");

    private delegate Finding? Finder(ReadOnlySpan<char> text, int from, IReadOnlyList<string> listed);

    /// <summary>The text without anything that must not be kept, percent-encoded or not.</summary>
    /// <param name="listed">The project's own list of parameters, beside the built-in one.</param>
    public static string Text(string text, IReadOnlyList<string> listed) => Holds(text, listed) ? Clean(text, listed) : text;

    /// <summary>The value of a field or prop: hidden whole where the name says that it is secret.</summary>
    public static string Value(string name, string value, IReadOnlyList<string> listed) =>
        value.Length > 0 && SensitiveNames.IsSecret(name) ? Secret : Text(value, listed);

    /// <summary>A path with or without a fragment, which may be a route with parameters: still a path afterwards.</summary>
    public static string Path(string path, IReadOnlyList<string> listed)
    {
        var fragment = path.IndexOf('#', StringComparison.Ordinal);
        if (fragment < 0) return InUrl(path, listed);
        return string.Concat(InUrl(path[..fragment], listed), RedactQuery.In(path[fragment..], listed));
    }

    /// <summary>A query string, with its question mark or without: values of secret and listed parameters are hidden, all others are <see cref="Text"/>.</summary>
    public static string Query(string query, IReadOnlyList<string> listed) => RedactQuery.In(query, listed);

    /// <summary>Redacts a part of a URL. Decoded text that is kept is made safe again, so that it cannot become another parameter.</summary>
    internal static string InUrl(string part, IReadOnlyList<string> listed)
    {
        var clean = Text(part, listed);
        if (ReferenceEquals(clean, part) || !part.Contains('%', StringComparison.Ordinal)) return clean;
        return clean.Replace("%", "%25", StringComparison.Ordinal).Replace("&", "%26", StringComparison.Ordinal)
            .Replace("#", "%23", StringComparison.Ordinal).Replace("?", "%3F", StringComparison.Ordinal)
            .Replace("=", "%3D", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal);
    }

    /// <summary>True where <see cref="Text"/> would take something out. Allocates nothing.</summary>
    internal static bool Holds(ReadOnlySpan<char> text, IReadOnlyList<string> listed) => HoldsPlain(text, listed) || PercentEncoding.Hides(text, listed);

    /// <summary>The same without a look behind percent-encoding.</summary>
    internal static bool HoldsPlain(ReadOnlySpan<char> text, IReadOnlyList<string> listed)
    {
        if (SecretShapes.Next(text, 0) is not null) return true;
        if (!text.ContainsAny(Suspicious)) return false;
        if (text.Contains('=') && Parameters.Next(text, 0, listed) is not null) return true;
        if (text.Contains('"') && JsonFields.Next(text, 0) is not null) return true;
        if (text.ContainsAny(At) && (UserInfo.Next(text, 0) ?? EmailAddresses.Next(text, 0)) is not null) return true;
        return HasDigits(text) && (CardNumbers.Next(text, 0) ?? SocialSecurityNumbers.Next(text, 0)) is not null;
    }

    private static string Clean(string text, IReadOnlyList<string> listed)
    {
        // What hides behind percent-encoding is looked for in the decoded text, and only then is the decoded text what is kept.
        var clean = Plain(text, listed);
        var decoded = clean;
        for (var layer = 0; layer < PercentEncoding.Layers && decoded.Contains('%', StringComparison.Ordinal); layer++)
        {
            decoded = Uri.UnescapeDataString(decoded);
            if (HoldsPlain(decoded, listed)) clean = decoded = Plain(decoded, listed);
        }

        return clean;
    }

    private static string Plain(string text, IReadOnlyList<string> listed)
    {
        text = Replace(text, static (text, from, listed) => Parameters.Next(text, from, listed), listed);
        text = Replace(text, static (text, from, _) => JsonFields.Next(text, from), listed);
        text = Replace(text, static (text, from, _) => UserInfo.Next(text, from), listed);
        text = Replace(text, static (text, from, _) => SecretShapes.Next(text, from), listed);
        text = Replace(text, static (text, from, _) => EmailAddresses.Next(text, from), listed);
        if (!HasDigits(text)) return text;
        text = Replace(text, static (text, from, _) => CardNumbers.Next(text, from), listed);
        return Replace(text, static (text, from, _) => SocialSecurityNumbers.Next(text, from), listed);
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

    private static string Replace(string text, Finder find, IReadOnlyList<string> listed)
    {
        if (find(text, 0, listed) is not { } match) return text;
        var clean = new StringBuilder(text.Length);
        var kept = 0;
        for (Finding? next = match; next is { } found; next = find(text, kept, listed))
        {
            clean.Append(text, kept, found.Start - kept).Append(found.Mark);
            kept = found.End;
        }

        return clean.Append(text, kept, text.Length - kept).ToString();
    }
}
