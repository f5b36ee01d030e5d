using System.Collections.Frozen;
using Footfall.Events;

namespace Footfall.Ingestion.Pipeline;

/// <summary>The names that events are stored under: the built-in ones, and what others call them.</summary>
public static class EventAliases
{
    private static readonly FrozenSet<string> BuiltIn = new[]
    {
        EventNames.Pageview, EventNames.PageLeave, EventNames.SessionStart, EventNames.SessionEnd, EventNames.Engagement, EventNames.Scroll, "click",
        "outbound_click", "form_submit", "copy", "text_select", "file_download", "resize",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Stored = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["page:enter"] = EventNames.Pageview,
        ["page:view"] = EventNames.Pageview,
        ["page_view"] = EventNames.Pageview,
        ["$pageview"] = EventNames.Pageview,
        ["page:leave"] = EventNames.PageLeave,
        ["$pageleave"] = EventNames.PageLeave,
        ["session:start"] = EventNames.SessionStart,
        ["session:end"] = EventNames.SessionEnd,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The stored name of an alias, or the name itself.</summary>
    public static string Resolve(string name) => name == EventNames.Pageview ? name : Stored.GetValueOrDefault(name, name);

    /// <summary>True for the names that need no declaration.</summary>
    public static bool IsBuiltIn(string name) => BuiltIn.Contains(name);
}
