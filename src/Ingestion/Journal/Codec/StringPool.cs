using System.Text;

namespace Footfall.Ingestion.Journal.Codec;

/// <summary>
/// Remembers short strings by their UTF-8 bytes, since events repeat the same names, hosts, paths and countries. A fixed number of places,
/// one string a place, the newer one wins. For one thread.
/// </summary>
internal sealed class StringPool
{
    private const int Places = 4096;
    private const int MaxBytes = 64;

    private readonly string?[] texts = new string?[Places];

    public string? Find(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxBytes) return null;
        if (texts[Place(utf8)] is not { } text || text.Length > utf8.Length) return null;
        if (Ascii.Equals(utf8, text)) return text;
        Span<byte> known = stackalloc byte[MaxBytes * 3];
        var length = Encoding.UTF8.GetBytes(text, known);
        return utf8.SequenceEqual(known[..length]) ? text : null;
    }

    public void Add(ReadOnlySpan<byte> utf8, string text)
    {
        if (utf8.Length <= MaxBytes) texts[Place(utf8)] = text;
    }

    private static int Place(ReadOnlySpan<byte> utf8) => (int)(Segments.Crc32C.Compute(utf8) % Places);
}
