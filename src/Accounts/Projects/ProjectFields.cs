using System.Globalization;
using System.Text.RegularExpressions;
using Footfall.Events;

namespace Footfall.Accounts.Projects;

/// <summary>Checks the fields of a project. A check returns null where the value is good, else what to do about it.</summary>
internal static partial class ProjectFields
{
    private const string Below = "*.";
    private static readonly IdnMapping Idn = new();

    public static string? CheckName(string? name) => string.IsNullOrWhiteSpace(name) || name.Length > 100 ? "Give a name of 1 to 100 characters." : null;

    public static string? CheckTimeZone(string? zone) =>
        zone is { Length: > 0 and < 64 } && (zone == "UTC" || zone.Contains('/', StringComparison.Ordinal)) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? null : "Give an IANA time zone such as Europe/Berlin, or UTC.";

    public static string? CheckRetention(int? days) => days is null or (>= 1 and <= 36_500) ? null : "Give 1 to 36500 days, or null to keep events for ever.";

    public static string? CheckRateLimit(int? limit) => limit is null or >= 1 ? null : "Give at least 1 request a minute, or null for no limit.";

    public static string? CheckAppName(string? name) => name is null || AppName().IsMatch(name) ? null : "Use 2 to 64 letters, digits, dots, dashes or underscores, or null.";

    public static OptOutPolicy? ParseOptOut(string? name) => name switch
    {
        "drop" => OptOutPolicy.Drop,
        "keep_without_visitor" => OptOutPolicy.KeepWithoutVisitor,
        "ignore" => OptOutPolicy.Ignore,
        _ => null,
    };

    public static string NameOf(OptOutPolicy policy) => policy switch
    {
        OptOutPolicy.Drop => "drop",
        OptOutPolicy.KeepWithoutVisitor => "keep_without_visitor",
        _ => "ignore",
    };

    /// <summary>Host names as events carry them: lower-case, in ASCII, without duplicates; null where one is not a host name.</summary>
    /// <param name="mayBeBelow">Also takes <c>*.example.org</c>, for all names below one.</param>
    public static List<string>? NormalizeHosts(IEnumerable<string?> hosts, bool mayBeBelow = false)
    {
        var normal = new List<string>();
        foreach (var host in hosts)
        {
            if (NormalizeHost(host, mayBeBelow) is not { } name) return null;
            if (!normal.Contains(name)) normal.Add(name);
        }

        return normal.Count <= 100 ? normal : null;
    }

    private static string? NormalizeHost(string? host, bool mayBeBelow)
    {
        var given = host?.Trim().TrimEnd('.').ToLowerInvariant() ?? "";
        var below = mayBeBelow && given.StartsWith(Below, StringComparison.Ordinal) ? Below : "";
        var name = ToAscii(given[below.Length..]);
        if (name is not { Length: > 0 and <= 253 } || Uri.CheckHostName(name) == UriHostNameType.Unknown || name.Any(c => c is '/' or ':' or ' ')) return null;
        return below + name;
    }

    private static string? ToAscii(string host)
    {
        try
        {
            return Idn.GetAscii(host);
        }
        catch (ArgumentException)
        {
            // Empty, or against the rules of international domain names: it is no host.
            return null;
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{1,63}$")]
    private static partial Regex AppName();
}
