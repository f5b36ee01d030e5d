using System.Buffers;
using System.Text.Json;

namespace Footfall.Privacy;

/// <summary>
/// Finds keys and tokens by how they look: JSON web tokens, bearer tokens, and the keys of services that give theirs a beginning of their own (AWS, GitHub,
/// Stripe and the like, see <c>schema/rules/secret-shapes.json</c>). One vectorised search for all beginnings.
/// </summary>
internal static class SecretShapes
{
    /// <summary>The lists, which the reader of sealed projects in the browser reads too.</summary>
    private static readonly SecretShape[] Shapes = ReadShapes();

    private static readonly SearchValues<string> Prefixes = SearchValues.Create([.. Shapes.Select(shape => shape.Prefix)], StringComparison.Ordinal);
    private static readonly int Shortest = Shapes.Min(shape => shape.Prefix.Length + shape.Fewest);

    public static Finding? Next(ReadOnlySpan<char> text, int from)
    {
        for (var search = from; search + Shortest <= text.Length;)
        {
            var offset = text[search..].IndexOfAny(Prefixes);
            if (offset < 0) return null;
            var start = search + offset;
            search = start + 1;
            // In the middle of a word, or of other base64, it is no beginning.
            if (start > 0 && char.IsLetterOrDigit(text[start - 1])) continue;
            foreach (var shape in Shapes)
            {
                if (shape.LengthAt(text[start..]) is > 0 and var length) return new Finding(start, start + length, Redactor.Secret);
            }
        }

        return null;
    }

    private static SecretShape[] ReadShapes()
    {
        using var stream = typeof(SecretShapes).Assembly.GetManifestResourceStream("secret-shapes.json")
            ?? throw new InvalidOperationException("secret-shapes.json is not embedded in Footfall.Privacy; check Privacy.csproj.");
        return [.. JsonDocument.Parse(stream).RootElement.GetProperty("shapes").EnumerateArray().Select(SecretShape.Of)];
    }
}
