namespace Footfall.Events;

/// <summary>The built-in event names, and which of them never count.</summary>
public static class EventNames
{
    public const string Pageview = "pageview";
    public const string PageLeave = "page_leave";
    public const string SessionStart = "session_start";
    public const string SessionEnd = "session_end";
    public const string Engagement = "engagement";
    public const string Scroll = "scroll";

    /// <summary>A visitor was given a variant: of the experiment in the prop <c>experiment</c> the one in the prop <c>variant</c>.</summary>
    public const string Experiment = "experiment";

    /// <summary>How fast and how steady a page felt: numbers of a page load, sent when it is left.</summary>
    public const string WebVitals = "web_vitals";

    /// <summary>Names that are neither interactions nor part of the metric <c>events</c> unless a question asks for them by name.</summary>
    public static IReadOnlyList<string> NeverCounted { get; } = [SessionStart, SessionEnd, PageLeave, Scroll, Engagement, WebVitals];

    /// <summary>True for the names in <see cref="NeverCounted"/>.</summary>
    public static bool IsNeverCounted(string name) => name is SessionStart or SessionEnd or PageLeave or Scroll or Engagement or WebVitals;
}
