using System.Text.Json;
using Footfall.Events;

namespace Footfall.Query.Parsing;

/// <summary>
/// How a question writes the words that it brings: as they are, or, in questions that are to be planned without being understood, as placeholders only. The
/// texts that stand for an absent value are part of the language and may always be written.
/// </summary>
internal sealed class Wording
{
    private const int LongestPlaceholder = 40;
    private const string Remedy = "Keep the text, send {\"placeholder\": \"name\"} in its place, and bind it when the plan is run; see docs/api/plan.md.";

    private readonly bool byPlaceholders;
    private static readonly JsonElement NoFilters = JsonElement.Parse("[]");

    /// <summary>Null: they are not known yet.</summary>
    private readonly IReadOnlyList<SavedSegment>? segments;

    private Wording(bool byPlaceholders, IReadOnlyList<SavedSegment>? segments) => (this.byPlaceholders, this.segments) = (byPlaceholders, segments);

    public static Wording Clear { get; } = new(byPlaceholders: false, []);

    public static Wording Placeholders { get; } = new(byPlaceholders: true, []);

    /// <summary>Of a question that is looked over before the project's segments are known: any name of one will do, and stands for no filter.</summary>
    public static Wording AnySegments { get; } = new(byPlaceholders: false, null);

    /// <summary>True where words are told as they are.</summary>
    public bool IsInClear => !byPlaceholders;

    /// <summary>Of a question that may name these segments.</summary>
    public Wording With(IReadOnlyList<SavedSegment> known) => new(byPlaceholders, known);

    /// <summary>The filters that a segment stands for, found by its id or its name, or what is wrong.</summary>
    public (JsonElement? Filters, QuestionError? Error) SegmentOf(JsonElement element, string path)
    {
        if (byPlaceholders) return (null, new QuestionError(path, "A segment is named, which the server does not know.", "Write the segment's filters in its place."));
        var name = element.ValueKind == JsonValueKind.String ? element.GetString()! : null;
        if (segments is null && name is not null) return (NoFilters, null);
        var segment = segments is null ? null : (Guid.TryParse(name, out var id) ? segments.FirstOrDefault(s => s.Id == id) : null) ?? segments.FirstOrDefault(s => s.Name == name);
        return segment is null
            ? (null, new QuestionError(path, $"Invalid segment {QuestionParser.Quoted(element)}: this project has no segment of that id or name."))
            : (segment.Filters, null);
    }

    /// <summary>A filter's value, or what is wrong with it.</summary>
    /// <param name="longest">The most characters that a text may have.</param>
    public (Value? Value, QuestionError? Error) ValueOf(JsonElement element, Dimension dimension, int longest, string path)
    {
        if (byPlaceholders)
        {
            if (element.ValueKind == JsonValueKind.String && element.GetString() == dimension.Absent) return (Value.Told(dimension.Absent), null);
            return PlaceholderOf(element, path, takesForm: true);
        }

        var text = element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetRawText(),
            _ => null,
        };
        if (text is null) return (null, new QuestionError(path, $"Invalid filter value {QuestionParser.Quoted(element)}"));
        return text.Length > longest ? (null, new QuestionError(path, $"A value here has at most {longest} characters.")) : (Value.Told(text), null);
    }

    /// <summary>A dimension by its name; one of a prop whose name is not told is written as the placeholder alone.</summary>
    public (Dimension? Dimension, QuestionError? Error) DimensionOf(JsonElement element, string path)
    {
        if (byPlaceholders && element.ValueKind == JsonValueKind.Object)
        {
            var (name, fault) = PlaceholderOf(element, path, takesForm: false);
            return name is null ? (null, fault) : (Dimensions.OfProperty(name), null);
        }

        var dimension = element.ValueKind == JsonValueKind.String ? Dimensions.Find(element.GetString()!) : null;
        if (byPlaceholders && dimension?.Property is not null) return (null, InClear(path));
        return dimension is null ? (null, new QuestionError(path, $"Invalid dimension {QuestionParser.Quoted(element)}")) : (dimension, null);
    }

    /// <summary>A placeholder, or what is wrong with it. What stands in its place is never repeated: it may be what was to be kept.</summary>
    /// <param name="takesForm">Beside its name it may say what the text is where <c>*</c> has a meaning.</param>
    public static (Value? Value, QuestionError? Error) PlaceholderOf(JsonElement element, string path, bool takesForm)
    {
        if (element.ValueKind != JsonValueKind.Object) return (null, InClear(path));
        string? name = null;
        var form = ValueForm.Plain;
        foreach (var member in element.EnumerateObject())
        {
            var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : "";
            if (member.Name == "placeholder" && IsName(text)) name = text;
            else if (member.Name == "form" && takesForm && FormOf(text) is { } known) form = known;
            else return (null, Misspelt(path));
        }

        return name is null ? (null, Misspelt(path)) : (Value.Unknown(name, form), null);
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= LongestPlaceholder && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    private static ValueForm? FormOf(string text) => text switch
    {
        "plain" => ValueForm.Plain,
        "pattern" => ValueForm.Pattern,
        "beginning" => ValueForm.Beginning,
        _ => null,
    };

    private static QuestionError InClear(string path) => new(path, "Here stands a text in clear, which the server is not to learn.", Remedy);

    private static QuestionError Misspelt(string path) => new(
        path,
        $"A placeholder has a name of at most {LongestPlaceholder} small letters, digits and underscores; a filter's may have the form \"plain\", \"pattern\" or \"beginning\".",
        Remedy);
}
