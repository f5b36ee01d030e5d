namespace Footfall.Client;

/// <summary>What can be said of an event besides its name and props. It is read during the call and can be reused or changed afterwards.</summary>
public class EventOptions
{
    /// <summary>The page or screen it happened on, absolute: <c>https://example.org/order</c>, <c>app://example.app/start</c>.</summary>
    public string? Url { get; set; }

    /// <summary>When it happened. Default: now. Without a token, servers hold it between 7 days ago and 5 minutes ahead.</summary>
    public DateTimeOffset? Time { get; set; }

    /// <summary>The event's id, by which a repeated one is known for eight days. Default: a new UUIDv7.</summary>
    public string? Id { get; set; }

    /// <summary>What it was worth.</summary>
    public Revenue? Revenue { get; set; }

    /// <summary>False: the event neither ends a bounce nor counts as an interaction.</summary>
    public bool? Interactive { get; set; }

    /// <summary>How long it took; whole milliseconds are sent.</summary>
    public TimeSpan? Duration { get; set; }

    /// <summary>Up to 16 types and keys, such as <c>deployment</c> and <c>dep_1</c>.</summary>
    public IReadOnlyDictionary<string, string>? Groups { get; set; }

    /// <summary>True: counted, and linked to nobody.</summary>
    public bool Unlinked { get; set; }

    /// <summary>True: the visitor whom the event is of has refused. It is given up as <c>opted_out</c>; for servers, which speak for many.</summary>
    public bool OptedOut { get; set; }

    /// <summary>Identified projects: who it was, instead of <see cref="FootfallOptions.Visitor"/>. For servers, which speak for many.</summary>
    public string? Visitor { get; set; }

    /// <summary>Identified projects: the visit that it belongs to.</summary>
    public string? Session { get; set; }

    /// <summary>Identified projects: the user, instead of the one that <see cref="FootfallClient.Identify"/> named.</summary>
    public string? User { get; set; }

    /// <summary>Such as <c>en-GB</c>.</summary>
    public string? Language { get; set; }

    /// <summary>Where the visitor's own request came from, for servers.</summary>
    public Forward? Forward { get; set; }

    internal T CopyTo<T>(T other)
        where T : EventOptions
    {
        (other.Url, other.Time, other.Id, other.Revenue, other.Interactive, other.Duration) = (Url, Time, Id, Revenue, Interactive, Duration);
        (other.Groups, other.Unlinked, other.OptedOut, other.Visitor, other.Session, other.User) = (Groups, Unlinked, OptedOut, Visitor, Session, User);
        (other.Language, other.Forward) = (Language, Forward);
        if (this is ViewOptions from && other is ViewOptions to) (to.PageUrl, to.PageTitle, to.PageReferrer, to.Props) = (from.PageUrl, from.PageTitle, from.PageReferrer, from.Props);
        return other;
    }
}
