namespace Footfall.Query.Parsing;

/// <summary>Why a question cannot be answered, in words for the one who asked.</summary>
/// <param name="Path">The bad field as a JSON pointer such as <c>#/metrics/1</c>, or null where the question as a whole is at fault.</param>
/// <param name="Remedy">What to do instead, or null where the message says it.</param>
internal sealed record QuestionError(string? Path, string Message, string? Remedy = null)
{
    /// <summary>The field to name where the message goes without its path, because clients know the message as it stands.</summary>
    public string? Field { get; init; }

    public override string ToString() => Path is null ? Message : $"{Path}: {Message}";
}
