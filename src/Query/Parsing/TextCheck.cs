using System.Text.Json;

namespace Footfall.Query.Parsing;

/// <summary>
/// Finds what is written as text in a question and is none: JSON lets half a surrogate pair through, and bytes that are no UTF-8 are found only when they are
/// read. After this check every text of the question can be read.
/// </summary>
internal static class TextCheck
{
    /// <summary>The first such text, or null.</summary>
    public static QuestionError? Fault(JsonElement element, string path = "#")
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return Read(element.GetString) is null ? Unreadable(path) : null;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                {
                    if (Fault(item, $"{path}/{index++}") is { } fault) return fault;
                }

                return null;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    if (Read(() => property.Name) is not { } name) return Unreadable(path);
                    if (Fault(property.Value, $"{path}/{name}") is { } fault) return fault;
                }

                return null;
            default:
                return null;
        }
    }

    private static QuestionError Unreadable(string path) => new(path, "A text here is not valid Unicode.", "Send UTF-8, and both halves of a surrogate pair.");

    private static string? Read(Func<string?> text)
    {
        try
        {
            return text();
        }
        catch (InvalidOperationException)
        {
            return null; // The reader's way to say that it cannot be transcoded.
        }
    }
}
