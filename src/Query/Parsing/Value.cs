namespace Footfall.Query.Parsing;

/// <summary>
/// A word that the one who asks brings: a filter's value, a prop's name, what a goal is made of. Either its text is told, or only a placeholder that the one
/// who runs the plan has the text for.
/// </summary>
internal sealed record Value
{
    private Value(string? text, string? placeholder, ValueForm form)
    {
        Text = text;
        Placeholder = placeholder;
        Form = form;
    }

    /// <summary>Null where it is not told.</summary>
    public string? Text { get; }

    /// <summary>Null where the text is told.</summary>
    public string? Placeholder { get; }

    /// <summary>What the text is, as far as a statement depends on it.</summary>
    public ValueForm Form { get; }

    /// <summary>What is to be made of the text before it is bound; of a told one it has been made.</summary>
    public ValueChange Change { get; private init; }

    public static Value Told(string text) => new(text, null, FormOf(text));

    public static Value Unknown(string placeholder, ValueForm form = ValueForm.Plain) => new(null, placeholder, form);

    /// <summary>The value after a change: made at once where the text is told, else left to the one who binds it.</summary>
    public Value Changed(ValueChange change, Func<string, string> make) => Text is null ? this with { Change = change } : Told(make(Text));

    /// <summary>As an error message or a name shows it.</summary>
    public override string ToString() => Text ?? $"{{{Placeholder}}}";

    private static ValueForm FormOf(string text)
    {
        var star = text.IndexOf('*', StringComparison.Ordinal);
        if (star < 0) return ValueForm.Plain;
        return star == text.Length - 2 && text[^1] == '*' ? ValueForm.Beginning : ValueForm.Pattern;
    }
}
