using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Footfall.Ingestion.Dialects;

/// <summary>
/// Parses strangers' JSON so that no string of it can throw when it is read: bytes that are no UTF-8 and escapes that are no text (lone surrogates, U+0000) become
/// U+FFFD. One such value must not cost a batch.
/// </summary>
internal static class MendedJson
{
    private const string Replacement = "\\uFFFD";

    /// <summary>As in the native reader: depth costs a bit a level, and whoever walks down bounds it.</summary>
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = int.MaxValue, AllowDuplicateProperties = true };

    /// <summary>Parses, and mends in the array that is given.</summary>
    public static bool TryParse(byte[] utf8, out JsonElement root)
    {
        root = default;
        if (!Utf8.IsValid(utf8)) utf8 = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(utf8));
        MendEscapes(utf8);
        try
        {
            // A copy of its own, which the garbage collector takes back.
            root = JsonElement.Parse(utf8, Options);
            return true;
        }
        catch (JsonException)
        {
            // What is no JSON is refused by the caller, who knows what was expected.
            return false;
        }
    }

    private static void MendEscapes(Span<byte> json)
    {
        while (json.IndexOf((byte)'\\') is >= 0 and var at && at + 1 < json.Length)
        {
            json = json[at..];
            if (json[1] != 'u' || !TryHex(json, out var unit))
            {
                json = json[2..];
                continue;
            }

            var isPair = char.IsHighSurrogate(unit) && json.Length >= 12 && json[6] == '\\' && json[7] == 'u' && TryHex(json[6..], out var low) && char.IsLowSurrogate(low);
            if (!isPair && (char.IsSurrogate(unit) || unit == 0)) Encoding.ASCII.GetBytes(Replacement, json);
            json = json[(isPair ? 12 : 6)..];
        }
    }

    private static bool TryHex(ReadOnlySpan<byte> escape, out char unit)
    {
        unit = default;
        if (escape.Length < 6 || !ushort.TryParse(escape[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return false;
        unit = (char)value;
        return true;
    }
}
