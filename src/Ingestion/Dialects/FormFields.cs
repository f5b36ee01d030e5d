
namespace Footfall.Ingestion.Dialects;

/// <summary>Reads URL-encoded forms, in bodies and in queries, of which some clients escape less than they should.</summary>
internal static class FormFields
{
    private const int Most = 500;

    /// <summary>
    /// The fields; the last of two equal names wins. A plus sign is a space, but in <paramref name="packed"/>: base64 that was not escaped has plus signs of its own.
    /// </summary>
    public static Dictionary<string, string> Parse(ReadOnlySpan<char> form, string packed = "data")
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (form.StartsWith("?")) form = form[1..];
        foreach (var range in form.Split('&'))
        {
            var pair = form[range];
            if (pair.IsEmpty || fields.Count == Most) continue;
            var equals = pair.IndexOf('=');
            var name = Unescape(equals < 0 ? pair : pair[..equals]);
            var value = equals < 0 ? default : pair[(equals + 1)..];
            // Plain JSON in the same field is escaped as forms are.
            var isPacked = name == packed && !value.StartsWith("%7B", StringComparison.OrdinalIgnoreCase) && !value.StartsWith("%5B", StringComparison.OrdinalIgnoreCase)
                && !value.StartsWith("{") && !value.StartsWith("[");
            fields[name] = isPacked ? Uri.UnescapeDataString(value.ToString()) : Unescape(value);
        }

        return fields;
    }

    private static string Unescape(ReadOnlySpan<char> text) => Uri.UnescapeDataString(text.Contains('+') ? text.ToString().Replace('+', ' ') : text.ToString());
}
