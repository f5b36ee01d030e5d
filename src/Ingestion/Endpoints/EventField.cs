namespace Footfall.Ingestion.Endpoints;

/// <summary>The fields of an event that have a meaning of their own; all others become props.</summary>
internal enum EventField : byte
{
    None,
    Id,
    Name,
    Time,
    Url,
    Title,
    Referrer,
    Visitor,
    Session,
    User,
    Props,
    Revenue,
    EngagementMs,
    ScrollDepth,
    DurationMs,
    Screen,
    ScreenWidth,
    ScreenHeight,
    Language,
    Interactive,
    Groups,
    Address,
    UserAgent,
    Library,

    /// <summary>Of trusted senders: what is known of the client in place of an address and a user agent.</summary>
    Enriched,
    Demo,

    /// <summary>Of sealed messages: what stands in the client hints of requests.</summary>
    Hints,
    Automated,
    Unlinked,

    /// <summary>Of short calls: an object whose fields are the event's own or become props.</summary>
    Data,

    /// <summary>Of short calls: the name of an interaction.</summary>
    Type,

    /// <summary>Of short calls: the project's key or name, read on its own.</summary>
    Key,
}
