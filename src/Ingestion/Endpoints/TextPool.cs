using System.Text;

namespace Footfall.Ingestion.Endpoints;

/// <summary>
/// Gives the same string for the same short ASCII bytes most of the time, so that the names that come with each request are not allocated anew.
/// A fixed number of slots, the latest wins: strangers can fill it, never grow it. Thread-safe, since a slot is one reference.
/// </summary>
internal static class TextPool
{
    private const int Slots = 2048;
    private const int LongestKept = 48;

    private static readonly string?[] Pool = new string?[Slots];

    public static string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return "";
        if (utf8.Length > LongestKept) return Encoding.UTF8.GetString(utf8);
        var hash = (uint)utf8.Length;
        foreach (var b in utf8) hash = (hash * 31) + b;
        ref var slot = ref Pool[hash % Slots];
        var known = slot;
        if (known is not null && Ascii.Equals(utf8, known)) return known;
        var made = Encoding.UTF8.GetString(utf8);
        if (made.Length == utf8.Length) slot = made;
        return made;
    }
}
