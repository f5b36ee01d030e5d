using System.Text;

namespace Footfall.Query.Parsing;

/// <summary>
/// Reads filters of the Stats API v1: <c>visit:source==Google|Twitter;event:page!=/blog/*</c>. <c>\</c> takes the meaning from the character behind it.
/// </summary>
internal static class LegacyFilters
{
    private static readonly (string Text, FilterOperator Operator, bool Negated)[] Operators =
    [
        ("==", FilterOperator.Is, false), ("!=", FilterOperator.Is, true), ("!~", FilterOperator.Contains, true), ("~", FilterOperator.Contains, false),
    ];

    /// <summary>Either the filters, or what is wrong with them.</summary>
    public static (IReadOnlyList<Filter>? Filters, QuestionError? Error) Parse(string text)
    {
        var filters = new List<Filter>();
        if (text.Length > QuestionLimits.BodyBytes) return Bad("The filters are too long.");
        foreach (var expression in Split(text, ';').Where(e => !string.IsNullOrWhiteSpace(e)))
        {
            if (filters.Count == QuestionLimits.Filters) return Bad($"A question has at most {QuestionLimits.Filters} filters.");
            var (at, comparison) = FindOperator(expression);
            if (at < 0) return Bad($"Invalid filter '{expression}': expected property==value or property!=value.");
            var name = expression[..at].Trim();
            if (Dimensions.Find(name) is not { IsTime: false } dimension) return Bad($"Invalid filter property '{name}'.");
            if (dimension.IsGoal && (comparison.Negated || comparison.Operator != FilterOperator.Is)) return Bad("A filter on event:goal knows == only.");
            var values = Split(expression[(at + comparison.Text.Length)..], '|').Select(value => Unescaped(value.Trim())).Where(value => value.Length > 0).ToList();
            if (values.Count == 0) return Bad($"Invalid filter '{expression}': a value is missing.");
            if (values.Count > QuestionLimits.Values || values.Any(value => value.Length > QuestionLimits.ValueLength))
                return Bad($"A filter has at most {QuestionLimits.Values} values of {QuestionLimits.ValueLength} characters.");
            filters.Add(new Filter.Condition(comparison.Operator, comparison.Negated, dimension, [.. values.Select(Value.Told)], CaseSensitive: true, "filters"));
        }

        return (filters, null);
    }

    private static (int At, (string Text, FilterOperator Operator, bool Negated) Operator) FindOperator(string expression)
    {
        var found = Operators.Select(o => (At: expression.IndexOf(o.Text, StringComparison.Ordinal), Operator: o)).Where(o => o.At > 0).OrderBy(o => o.At).ToList();
        return found.Count == 0 ? (-1, default) : found[0];
    }

    /// <summary>Parts between separators that no backslash precedes; backslashes stay.</summary>
    private static List<string> Split(string text, char separator)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == separator)
            {
                parts.Add(part.ToString());
                part.Clear();
                continue;
            }

            part.Append(text[i]);
            if (text[i] == '\\' && i + 1 < text.Length) part.Append(text[++i]);
        }

        parts.Add(part.ToString());
        return parts;
    }

    private static string Unescaped(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length) i++;
            plain.Append(text[i]);
        }

        return plain.ToString();
    }

    private static (IReadOnlyList<Filter>?, QuestionError?) Bad(string message) => (null, new QuestionError("filters", message));
}
