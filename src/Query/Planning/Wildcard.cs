using System.Text;

namespace Footfall.Query.Planning;

/// <summary>Patterns of paths and hosts: <c>*</c> is anything within a segment, <c>**</c> anything at all.</summary>
internal static class Wildcard
{
    private const string Special = @"\.+?()|[]{}^$";

    public static bool IsPattern(string value) => value.Contains('*', StringComparison.Ordinal);

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
