using System.Buffers;

namespace Footfall.Privacy;

/// <summary>Peels percent-encoding off, layer by layer: links in links in links.</summary>
internal static class PercentEncoding
{
    /// <summary>Layers that are peeled off; what is wrapped more often was wrapped to be hidden, and by its sender.</summary>
    public const int Layers = 5;

    private const int OnStack = 512;

    /// <summary>True where the redactor finds something behind a layer. Allocates nothing.</summary>
    public static bool Hides(ReadOnlySpan<char> text, IReadOnlyList<string> listed)
    {
        if (!text.Contains('%')) return false;
        char[]? rented = null;
        var room = text.Length * 2 <= OnStack ? stackalloc char[OnStack] : (rented = ArrayPool<char>.Shared.Rent(text.Length * 2));
        try
        {
            return Hides(text, room[..(room.Length / 2)], room[(room.Length / 2)..], listed);
        }
        finally
        {
            if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>The text without any layer.</summary>
    public static string Decoded(string text)
    {
        for (var layer = 0; layer < Layers && text.Contains('%', StringComparison.Ordinal); layer++)
        {
            var next = Uri.UnescapeDataString(text);
            if (next.Length == text.Length) break;
            text = next;
        }

        return text;
    }

    private static bool Hides(ReadOnlySpan<char> text, Span<char> room, Span<char> other, IReadOnlyList<string> listed)
    {
        for (var layer = 0; layer < Layers && text.Contains('%'); layer++)
        {
            // A decoded text is never longer, so it fits; one that cannot be decoded is as long as it was.
            if (!Uri.TryUnescapeDataString(text, room, out var length) || length == text.Length) return false;
            text = room[..length];
            if (Redactor.HoldsPlain(text, listed)) return true;
            var free = other;
            other = room;
            room = free;
        }

        return false;
    }
}
