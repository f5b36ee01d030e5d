using System.Globalization;
using System.Text.RegularExpressions;

namespace Footfall.Cli.Import;

/// <summary>The common and the combined log format (Apache's mod_log_config), perhaps with the virtual host before it.</summary>
internal static partial class CombinedLine
{
    private const string TimeForm = "dd/MMM/yyyy:HH:mm:ss zzz";

    public static LoggedRequest? Read(string line)
    {
        var match = Form().Match(line);
        if (!match.Success || !TryTime(match.Groups["time"].Value, out var time)) return null;
        var path = match.Groups["path"].Value;
        if (Uri.TryCreate(path, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https") path = absolute.PathAndQuery;
        if (!path.StartsWith('/')) return null;
        return new LoggedRequest(
            time,
            Host(match.Groups["host"]),
            match.Groups["address"].Value,
            match.Groups["method"].Value,
            path,
            int.Parse(match.Groups["status"].ValueSpan, CultureInfo.InvariantCulture),
            Text(match.Groups["referrer"]),
            Text(match.Groups["agent"]));
    }

    private static bool TryTime(string text, out DateTime time)
    {
        // .NET wants a colon in the offset.
        var spelt = text.Length == 26 ? text.Insert(24, ":") : text;
        var isTime = DateTimeOffset.TryParseExact(spelt, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed);
        time = parsed.UtcDateTime;
        return isTime;
    }

    private static string? Host(Group group)
    {
        if (!group.Success) return null;
        var colon = group.Value.LastIndexOf(':');
        return colon < 0 ? group.Value : group.Value[..colon];
    }

    private static string? Text(Group group) => !group.Success || group.Value is "-" or "" ? null : group.Value.Replace("\\\"", "\"", StringComparison.Ordinal);

    [GeneratedRegex("""^(?:(?<host>[A-Za-z0-9.-]+(?::[0-9]+)?) )?(?<address>[0-9A-Fa-f.:]+) \S+ \S+ \[(?<time>[^\]]{1,40})\] "(?<method>[A-Z]+) (?<path>[^ "]+)(?: [^"]*)?" (?<status>[0-9]{3}) \S+(?: "(?<referrer>(?:[^"\\]|\\.)*)" "(?<agent>(?:[^"\\]|\\.)*)")?""", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
