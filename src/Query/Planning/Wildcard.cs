using System.Text;
using Footfall.Query.Parsing;

namespace Footfall.Query.Planning;

/// <summary>Patterns of paths and hosts: <c>*</c> is anything within a segment, <c>**</c> anything at all.</summary>
internal static class Wildcard
{
    private const string Special = @"\.+?()|[]{}^$";
    private const string AnyCaseFlag = "(?i)";

    public static bool IsPattern(Value value) => value.Form != ValueForm.Plain;

    /// <summary>
    /// What values of the column satisfy the pattern. The commonest one, a beginning and then anything, is a comparison: an engine makes it several times
    /// faster than it runs the same as a regular expression.
    /// </summary>
    public static Predicate Of(Column column, Value pattern, bool ignoreCase)
    {
        if (pattern.Form == ValueForm.Beginning && !ignoreCase)
            return new Predicate.StartsWith(column, [pattern.Changed(ValueChange.Beginning, text => text[..^2])]);
        var regex = ignoreCase
            ? pattern.Changed(ValueChange.WildcardAnyCase, text => AnyCaseFlag + ToRegex(text))
            : pattern.Changed(ValueChange.Wildcard, ToRegex);
        return new Predicate.Matches(column, [regex]);
    }

    /// <summary>A regular expression for any case.</summary>
    public static Value AnyCase(Value regex) => regex.Changed(ValueChange.RegexAnyCase, text => AnyCaseFlag + text);

    /// <summary>The pattern as a regular expression of the whole value, in RE2's syntax.</summary>
    public static string ToRegex(string pattern)
    {
        var regex = new StringBuilder("(?s)^");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '*')
            {
                var crosses = i + 1 < pattern.Length && pattern[i + 1] == '*';
                regex.Append(crosses ? ".*" : "[^/]*");
                if (crosses) i++;
            }
            else
            {
                if (Special.Contains(pattern[i], StringComparison.Ordinal)) regex.Append('\\');
                regex.Append(pattern[i]);
            }
        }

        return regex.Append('$').ToString();
    }
}
