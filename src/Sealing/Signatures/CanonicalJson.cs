using System.Text;
using System.Text.Json;

namespace Footfall.Sealing.Signatures;

/// <summary>
/// Flat objects as RFC 8785 (JCS) writes them: names in order, no white space. Values are text of printable ASCII that needs no escape, or whole
/// numbers up to 2^53 - 1, so that each object has one form of bytes to sign. Any other form is refused.
/// </summary>
internal static class CanonicalJson
{
    public const long MostNumber = 9_007_199_254_740_991;
    private const int MostBytes = 65_536;

    /// <exception cref="ArgumentException">A name or a value that this form does not have.</exception>
    public static byte[] Write(IReadOnlyDictionary<string, object> members)
    {
        var text = new StringBuilder("{");
        foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            if (text.Length > 1) text.Append(',');
            text.Append(Quoted(name)).Append(':').Append(value switch
            {
                string words => Quoted(words),
                long number and >= 0 and <= MostNumber => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                _ => throw new ArgumentException($"{name} is neither text nor a whole number.", nameof(members)),
            });
        }
        return Encoding.ASCII.GetBytes(text.Append('}').ToString());
    }

    /// <summary>Null for all that <see cref="Write"/> would write otherwise, or not at all.</summary>
    public static Dictionary<string, object>? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes || bytes.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7e) >= 0 || bytes.Contains((byte)'\\')) return null;
        var members = new Dictionary<string, object>();
        try
        {
            using var document = JsonDocument.Parse(bytes.ToArray(), new JsonDocumentOptions { MaxDepth = 1 });
            if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.String) members[member.Name] = member.Value.GetString()!;
                else if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt64(out var number) && number is >= 0 and <= MostNumber) members[member.Name] = number;
                else return null;
            }
        }
        catch (JsonException)
        {
            return null;
        }
        return bytes.SequenceEqual(Write(members)) ? members : null;
    }

    private static string Quoted(string text) =>
        text.All(sign => sign is >= ' ' and <= '~' and not ('"' or '\\')) ? $"\"{text}\"" : throw new ArgumentException("Only printable ASCII without quotes and backslashes is signed.", nameof(text));
}
