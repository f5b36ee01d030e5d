using System.Text.RegularExpressions;

namespace Footfall.Ingestion.Tests.Enrichment;

/// <summary>
/// The slow yardstick: npm uap-core's regexes (Apache-2.0), tried one after the other as its specification says. Reads just the YAML
/// that this one file uses.
/// </summary>
internal sealed partial class UapReference
{
    private readonly List<Rule> _browsers = [];
    private readonly List<Rule> _systems = [];

    public UapReference(string path)
    {
        List<Rule>? section = null;
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith("user_agent_parsers:", StringComparison.Ordinal)) section = _browsers;
            else if (line.StartsWith("os_parsers:", StringComparison.Ordinal)) section = _systems;
            else if (line.StartsWith("device_parsers:", StringComparison.Ordinal)) break;
            if (section is null || Entry().Match(line) is not { Success: true } entry) continue;
            var value = entry.Groups[3].Value.Replace("''", "'", StringComparison.Ordinal);
            if (entry.Groups[2].Value == "regex") section.Add(new Rule(new Regex(value, RegexOptions.CultureInvariant), []));
            else section[^1].Replacements[entry.Groups[2].Value] = value;
        }
    }

    public int RuleCount => _browsers.Count + _systems.Count;

    public (string Family, string? Major) Browser(string userAgent) => Find(_browsers, userAgent, "family_replacement", "v1_replacement");

    public (string Family, string? Major) System(string userAgent) => Find(_systems, userAgent, "os_replacement", "os_v1_replacement");

    private static (string Family, string? Major) Find(List<Rule> rules, string userAgent, string family, string major)
    {
        foreach (var rule in rules)
        {
            var match = rule.Expression.Match(userAgent);
            if (!match.Success) continue;
            return (Fill(rule.Replacements.GetValueOrDefault(family, "$1"), match), Fill(rule.Replacements.GetValueOrDefault(major, "$2"), match) is { Length: > 0 } text ? text : null);
        }

        return ("Other", null);
    }

    private static string Fill(string template, Match match) =>
        Placeholder().Replace(template, one => match.Groups[int.Parse(one.Value.AsSpan(1), null)].Value).Trim();

    [GeneratedRegex("""^ +(- )?(\w+): '(.*)'\s*(#.*)?$""")]
    private static partial Regex Entry();

    [GeneratedRegex(@"\$\d")]
    private static partial Regex Placeholder();

    private sealed record Rule(Regex Expression, Dictionary<string, string> Replacements);
}
