using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Footfall.Ingestion.Endpoints;

/// <summary>
/// Reads JSON strings of strangers: like the reader's own method, but lone surrogates and U+0000 become U+FFFD instead of an exception, and the result
/// is bounded. The bytes have to be valid UTF-8.
/// </summary>
internal static class JsonText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The string or property name at the reader, at most <paramref name="limit"/> characters of it.</summary>
    public static string Read(ref Utf8JsonReader reader, int limit)
    {
        var utf8 = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
            return utf8.Length <= limit ? Encoding.UTF8.GetString(utf8) : Cut(Encoding.UTF8.GetString(utf8), limit);
        var buffer = ArrayPool<char>.Shared.Rent(utf8.Length);
        try
        {
            var length = Unescape(utf8, buffer);
            return length <= limit ? new string(buffer, 0, length) : Cut(new string(buffer, 0, length), limit);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>Whether the property name or string at the reader is this one; the reader's own comparison throws at lone surrogates.</summary>
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.ValueIsEscaped ? Read(ref reader, 64) == Encoding.UTF8.GetString(name) : reader.ValueSpan.SequenceEqual(name);

    /// <summary>As <see cref="Read"/>, for names and values that come again and again.</summary>
    public static string ReadPooled(ref Utf8JsonReader reader, int limit) =>
        reader.ValueIsEscaped || reader.ValueSpan.Length > limit ? Read(ref reader, limit) : TextPool.Get(reader.ValueSpan);

    /// <summary>At most <paramref name="limit"/> characters, never half of a surrogate pair.</summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit) return text;
        var end = limit > 0 && char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
        return text[..end];
    }

    private static int Unescape(ReadOnlySpan<byte> utf8, Span<char> text)
    {
        var written = 0;
        while (!utf8.IsEmpty)
        {
            var plain = utf8.IndexOf((byte)'\\');
            if (plain < 0) plain = utf8.Length;
            written += Encoding.UTF8.GetChars(utf8[..plain], text[written..]);
            utf8 = utf8[plain..];
            if (utf8.IsEmpty) break;
            if (utf8[1] != 'u')
            {
                text[written++] = Short(utf8[1]);
                utf8 = utf8[2..];
                continue;
            }

            var unit = Hex(utf8[2..6]);
            utf8 = utf8[6..];
            if (char.IsHighSurrogate(unit) && utf8.Length >= 6 && utf8[0] == '\\' && utf8[1] == 'u' && char.IsLowSurrogate(Hex(utf8[2..6])))
            {
                text[written++] = unit;
                text[written++] = Hex(utf8[2..6]);
                utf8 = utf8[6..];
                continue;
            }

            text[written++] = char.IsSurrogate(unit) || unit == 0 ? Replacement : unit;
        }

        return written;
    }

    private static char Hex(ReadOnlySpan<byte> digits) => (char)ushort.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static char Short(byte escape) => (char)escape switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        var same => same,
    };
}
