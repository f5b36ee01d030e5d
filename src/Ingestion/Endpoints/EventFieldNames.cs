namespace Footfall.Ingestion.Endpoints;

/// <summary>Finds the field that a property name means, without making a string of it.</summary>
internal static class EventFieldNames
{
    /// <summary>The names in events of <c>/collect</c>.</summary>
    public static EventField OfEvent(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => EventField.Id,
        2 when name.SequenceEqual("ip"u8) => EventField.Address,
        3 when name.SequenceEqual("url"u8) => EventField.Url,
        4 when name.SequenceEqual("name"u8) => EventField.Name,
        4 when name.SequenceEqual("time"u8) => EventField.Time,
        4 when name.SequenceEqual("user"u8) => EventField.User,
        4 when name.SequenceEqual("demo"u8) => EventField.Demo,
        5 when name.SequenceEqual("title"u8) => EventField.Title,
        5 when name.SequenceEqual("props"u8) => EventField.Props,
        6 when name.SequenceEqual("screen"u8) => EventField.Screen,
        6 when name.SequenceEqual("groups"u8) => EventField.Groups,
        7 when name.SequenceEqual("visitor"u8) => EventField.Visitor,
        7 when name.SequenceEqual("session"u8) => EventField.Session,
        7 when name.SequenceEqual("revenue"u8) => EventField.Revenue,
        7 when name.SequenceEqual("library"u8) => EventField.Library,
        8 when name.SequenceEqual("referrer"u8) => EventField.Referrer,
        8 when name.SequenceEqual("language"u8) => EventField.Language,
        8 when name.SequenceEqual("enriched"u8) => EventField.Enriched,
        8 when name.SequenceEqual("unlinked"u8) => EventField.Unlinked,
        9 when name.SequenceEqual("automated"u8) => EventField.Automated,
        10 when name.SequenceEqual("user_agent"u8) => EventField.UserAgent,
        11 when name.SequenceEqual("interactive"u8) => EventField.Interactive,
        11 when name.SequenceEqual("duration_ms"u8) => EventField.DurationMs,
        12 when name.SequenceEqual("scroll_depth"u8) => EventField.ScrollDepth,
        13 when name.SequenceEqual("engagement_ms"u8) => EventField.EngagementMs,
        _ => EventField.None,
    };

    /// <summary>The names in events of sealed messages.</summary>
    public static EventField OfSealed(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("hints"u8)) return EventField.Hints;
        // Nobody vouches for a sealed message, so that there the word is the sender's own.
        return OfEvent(name) is var field && field == EventField.Enriched ? EventField.None : field;
    }

    /// <summary>The names in short calls: those of events, and the camel-case ones that came before them.</summary>
    public static EventField OfShortCall(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 when name.SequenceEqual("key"u8) => EventField.Key,
        4 when name.SequenceEqual("data"u8) => EventField.Data,
        4 when name.SequenceEqual("type"u8) => EventField.Type,
        6 when name.SequenceEqual("userId"u8) => EventField.User,
        7 when name.SequenceEqual("pageUrl"u8) => EventField.Url,
        7 when name.SequenceEqual("eventId"u8) => EventField.Id,
        7 when name.SequenceEqual("appName"u8) => EventField.Key,
        9 when name.SequenceEqual("pageTitle"u8) => EventField.Title,
        9 when name.SequenceEqual("eventName"u8) => EventField.Name,
        9 when name.SequenceEqual("visitorId"u8) => EventField.Visitor,
        9 when name.SequenceEqual("sessionId"u8) => EventField.Session,
        9 when name.SequenceEqual("timestamp"u8) => EventField.Time,
        9 when name.SequenceEqual("userAgent"u8) => EventField.UserAgent,
        10 when name.SequenceEqual("durationMs"u8) => EventField.DurationMs,
        11 when name.SequenceEqual("screenWidth"u8) => EventField.ScreenWidth,
        11 when name.SequenceEqual("scrollDepth"u8) => EventField.ScrollDepth,
        12 when name.SequenceEqual("pageReferrer"u8) => EventField.Referrer,
        12 when name.SequenceEqual("engagementMs"u8) => EventField.EngagementMs,
        12 when name.SequenceEqual("screenHeight"u8) => EventField.ScreenHeight,
        _ => OfEvent(name),
    };

    /// <summary>The names that short calls lift out of <c>data</c>; all else in there is the caller's own and becomes props.</summary>
    public static EventField OfData(ReadOnlySpan<byte> name) => name.Length switch
    {
        7 when name.SequenceEqual("pageUrl"u8) => EventField.Url,
        9 when name.SequenceEqual("pageTitle"u8) => EventField.Title,
        12 when name.SequenceEqual("pageReferrer"u8) => EventField.Referrer,
        _ => EventField.None,
    };

    /// <summary>Names that are reserved in every project, in both spellings: they never become props, wherever they stand.</summary>
    public static bool IsReservedInProps(ReadOnlySpan<byte> name) =>
        OfShortCall(name) is EventField.Address or EventField.UserAgent or EventField.Visitor or EventField.Session or EventField.User;
}
