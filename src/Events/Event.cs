namespace Footfall.Events;

/// <summary>
/// One thing that happened, as it waits in the journal and lies in the store. There is deliberately no place here for an IP address or a user agent:
/// what may identify a person ends at the identity step. Times are UTC. Strings are redacted and bounded before they get here.
/// Not thread-safe; filled by one pipeline trip, then only read.
/// </summary>
public sealed class Event
{
    public required ProjectNumber Project { get; init; }

    /// <summary>The idempotency key: the client's UUID, a UUIDv8 of the client's string, or one made by the server.</summary>
    public required Guid Id { get; init; }

    public required DateTime Time { get; set; }

    public required DateTime ReceivedAt { get; init; }

    /// <summary>snake_case for the built-in events, <c>resource.action</c> for products'.</summary>
    public required string Name { get; set; }

    /// <summary>Null where the sender opted out and the project keeps such events without a visitor.</summary>
    public VisitorId? Visitor { get; set; }

    /// <summary>The visitor id as an identified client sent it; always null in anonymous projects.</summary>
    public string? ClientVisitor { get; set; }

    /// <summary>The session id as an identified client sent it.</summary>
    public string? Session { get; set; }

    public string? User { get; set; }

    /// <summary>Lower case, without a port's default.</summary>
    public string? Hostname { get; set; }

    /// <summary>Begins with a slash; with the fragment where the tracker routes by hash.</summary>
    public string? Path { get; set; }

    /// <summary>The redacted query string with its question mark, or null.</summary>
    public string? UrlQuery { get; set; }

    public string? Title { get; set; }

    /// <summary>The event's own referrer as host and path, redacted; internal ones included.</summary>
    public string? Referrer { get; set; }

    /// <summary>Where the visit would come from if this event began it.</summary>
    public Acquisition Acquisition { get; set; } = Acquisition.Direct;

    /// <summary>Where the visitor's first visit came from, as an identified client remembers it; null where the event does not say.</summary>
    public Acquisition? FirstTouch { get; set; }

    public Client Client { get; set; } = Client.Unknown;

    public Place Place { get; set; } = Place.Unknown;

    /// <summary>BCP 47, as the client says, at most 35 characters.</summary>
    public string? Language { get; set; }

    /// <summary>CSS pixels.</summary>
    public ushort? ScreenWidth { get; set; }

    /// <summary>CSS pixels.</summary>
    public ushort? ScreenHeight { get; set; }

    /// <summary>Milliseconds that the page was visible.</summary>
    public uint? EngagementMs { get; set; }

    /// <summary>Percent of the page's height that was seen, 0 to 100.</summary>
    public byte? ScrollDepth { get; set; }

    /// <summary>Milliseconds, for events that last.</summary>
    public uint? DurationMs { get; set; }

    public Revenue? Revenue { get; set; }

    /// <summary>False: the event does not end a bounce and is not an interaction.</summary>
    public bool Interactive { get; set; } = true;

    /// <summary>Why the sender is thought to be no person, or null.</summary>
    public string? BotReason { get; set; }

    /// <summary>True where the sender signalled DNT or GPC and the event was kept.</summary>
    public bool OptedOut { get; set; }

    /// <summary>Marks made traffic of `footfall demo`, so that it can be removed whole.</summary>
    public bool Demo { get; set; }

    /// <summary>Name and version of the sending library, such as <c>footfall.js/0.1.0</c>.</summary>
    public string? Library { get; set; }

    /// <summary>All props as text, in the order they came; names are unique.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Props { get; set; } = [];

    /// <summary>The props that are numbers or booleans (0 and 1), as numbers.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Numbers { get; set; } = [];

    /// <summary>Group type to group key, such as <c>deployment</c> to <c>dep_…</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Groups { get; set; } = [];
}
