namespace Footfall.Query.Definitions;

/// <summary>What a view of the dashboard is kept as: the part of its address that says what it shows. It is read by the dashboard alone; here is held what it can be.</summary>
internal static class ViewAddress
{
    private const int Longest = 8 * 1024;

    private static readonly string[] Parameters = ["period", "from", "to", "compare", "vs", "align", "interval", "metric", "f", "q", "details"];

    /// <summary>The pages that have views.</summary>
    public static IReadOnlyList<string> Pages { get; } = ["overview", "funnels", "retention", "journeys", "trends", "experiments", "attribution", "vitals", "props", "bots"];

    /// <summary>What is wrong with an address; null where nothing is.</summary>
    /// <param name="address">Empty, or from its question mark on.</param>
    public static string? Fault(string? address)
    {
        if (address is null || address.Length > Longest) return $"Expected a text of at most {Longest} characters.";
        if (address.Length == 0) return null;
        // What else stands in addresses is written by percent signs; a fragment or a host has no place in it.
        if (address[0] != '?' || address.Any(c => c is <= ' ' or > '~' or '#' or '"' or '<' or '>' or '\\')) return "Expected the query of an address, such as ?period=30d.";
        var unknown = address[1..].Split('&').Select(pair => pair.Split('=')[0]).FirstOrDefault(name => !Parameters.Contains(name));
        return unknown is null ? null : $"A view has no {unknown}: only {string.Join(", ", Parameters)} are known.";
    }
}
