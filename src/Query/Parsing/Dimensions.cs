using System.Collections.Frozen;

namespace Footfall.Query.Parsing;

/// <summary>All dimensions by name. Columns are those of the events and visits tables.</summary>
internal static class Dimensions
{
    private const string PropertyPrefix = "event:props:";
    private const int LongestPropertyName = 300;

    private static readonly FrozenDictionary<string, Dimension> ByName = All().ToFrozenDictionary(d => d.Name, StringComparer.Ordinal);

    public static Dimension Page => ByName["event:page"];

    public static Dimension Name => ByName["event:name"];

    public static Dimension Goal => ByName["event:goal"];

    public static Dimension EntryPage => ByName["visit:entry_page"];

    public static Dimension EntryHostname => ByName["visit:entry_page_hostname"];

    public static Dimension ExitHostname => ByName["visit:exit_page_hostname"];

    public static IEnumerable<Dimension> Fixed => ByName.Values;

    /// <summary>The dimension of that name, or null.</summary>
    public static Dimension? Find(string name)
    {
        if (ByName.TryGetValue(name, out var dimension)) return dimension;
        if (!name.StartsWith(PropertyPrefix, StringComparison.Ordinal)) return null;
        var property = name[PropertyPrefix.Length..];
        return property.Length is 0 or > LongestPropertyName
            ? null
            : OfProperty(Value.Told(property));
    }

    /// <summary>The dimension of a custom property.</summary>
    public static Dimension OfProperty(Value property) =>
        new(PropertyPrefix + property, DimensionScope.Event) { Property = property, EventColumn = "props", Absent = Dimension.NoProperty };

    public static Dimension Time(TimeUnit unit) => ByName["time:" + unit.ToString().ToLowerInvariant()];

    private static IEnumerable<Dimension> All()
    {
        yield return new("event:goal", DimensionScope.Event);
        yield return new("event:page", DimensionScope.Event) { EventColumn = "path", TakesWildcards = true, LeavesOutAbsent = true };
        yield return new("event:hostname", DimensionScope.Event) { EventColumn = "hostname", TakesWildcards = true };
        yield return new("event:name", DimensionScope.Event) { EventColumn = "name" };

        yield return Bot("event:bot");
        yield return Bot("visit:bot");

        yield return Visit("source", "source") with { Absent = Dimension.DirectVisit };
        yield return Visit("referrer", "visit_referrer") with { Absent = Dimension.DirectVisit };
        yield return Visit("channel", "channel");
        foreach (var name in (string[])["utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "click_id"])
            yield return Visit(name, name);
        foreach (var name in (string[])["source", "referrer", "channel", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"])
            yield return FirstTouch("first_" + name);
        foreach (var name in (string[])["browser", "browser_version", "os", "os_version", "device", "country", "region", "city", "language"])
            yield return Visit(name, name);
        yield return Visit("screen", "device");
        yield return Visit("country_name", "country") with { IsCountryName = true };
        yield return Visit("region_name", "region");
        yield return Visit("city_name", "city");
        yield return OfVisitOnly("entry_page", "entry_page") with { LeavesOutAbsent = true };
        yield return OfVisitOnly("exit_page", "exit_page") with { LeavesOutAbsent = true };
        yield return OfVisitOnly("entry_page_hostname", "entry_hostname");
        yield return OfVisitOnly("exit_page_hostname", "exit_hostname");

        yield return new("time", DimensionScope.Time) { Unit = TimeUnit.Auto };
        foreach (var unit in (TimeUnit[])[TimeUnit.Minute, TimeUnit.Hour, TimeUnit.Day, TimeUnit.Week, TimeUnit.Month])
            yield return new("time:" + unit.ToString().ToLowerInvariant(), DimensionScope.Time) { Unit = unit };
    }

    private static Dimension Visit(string name, string column) =>
        new("visit:" + name, DimensionScope.Visit) { EventColumn = column, VisitColumn = column };

    /// <summary>Of the visitor's first visit; a visit whose client did not tell has none.</summary>
    private static Dimension FirstTouch(string name) =>
        new("visit:" + name, DimensionScope.Visit) { VisitColumn = name, Absent = Dimension.NoProperty };

    private static Dimension OfVisitOnly(string name, string column) =>
        new("visit:" + name, DimensionScope.Visit) { VisitColumn = column, TakesWildcards = true };

    private static Dimension Bot(string name) =>
        new(name, DimensionScope.Both) { EventColumn = "bot_reason", VisitColumn = "bot_reason", Absent = Dimension.NoProperty };
}
