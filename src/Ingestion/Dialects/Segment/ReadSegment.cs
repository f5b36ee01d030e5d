using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Dialects.Segment;

/// <summary>Makes drafts of the calls that Segment's, RudderStack's and Jitsu's clients have in common.</summary>
internal sealed class ReadSegment(Props props)
{
    /// <summary>What a page's properties say that has a field of its own, and what web clients add to them.</summary>
    private static readonly HashSet<string> OfPage = new(StringComparer.Ordinal)
    {
        "url", "path", "referrer", "title", "search", "hash", "host", "referring_domain", "initial_referrer", "initial_referring_domain", "tab_url", "width", "height", "name", "category",
    };

    /// <summary>Libraries that run in pages.</summary>
    private static readonly string[] WebLibraries = ["analytics.js", "RudderLabs JavaScript SDK", "jitsu-js", "@jitsu/js"];

    /// <summary>The client's id of a call.</summary>
    public static string? IdOf(JsonElement body) => body.Text("messageId", 300) ?? body.Text("message_id", 300);

    /// <summary>Reads a call.</summary>
    /// <param name="kind">The call where the address names it and the body does not.</param>
    public Draft From(JsonElement body, string? kind, bool fromBrowser)
    {
        if (body.ValueKind != JsonValueKind.Object) return new Draft { Fault = new Drop(DropReason.NotAnObject, null, "A call has to be a JSON object.") };
        var type = body.Text("type", 20) ?? kind;
        var properties = body.Member("properties");
        var context = body.Member("context");
        var user = Words.Identity(body.Text("userId") ?? body.Text("user_id"));
        var library = context?.Member("library");
        var draft = new Draft
        {
            Name = Words.Name(NameOf(type, body)),
            Time = body.Member("timestamp").Time() ?? body.Member("originalTimestamp").Time(),
            Visitor = Words.Identity(type == "alias" ? body.Text("previousId") : body.Text("anonymousId") ?? body.Text("anonymous_id")) ?? user,
            User = user,
            Session = Words.Identity(context?.Text("sessionId") ?? context?.Text("session_id")),
            Title = (type == "page" ? properties?.Text("title") : null) ?? context?.Member("page")?.Text("title"),
            Language = context?.Text("locale", 35),
            ScreenWidth = (ushort?)context?.Member("screen")?.Member("width").Whole(ushort.MaxValue),
            ScreenHeight = (ushort?)context?.Member("screen")?.Member("height").Whole(ushort.MaxValue),
            Address = context?.Text("ip", 64),
            UserAgent = context?.Text("userAgent", 1024),
            Library = LibraryOf(library),
            SentByServer = !fromBrowser && !(library?.Text("name") is { } name && WebLibraries.Contains(name, StringComparer.Ordinal)),
        };
        draft.Interactive = draft.Name is { } stored && !ForeignNames.IsInteraction(stored) ? false : null;
        Page(draft, type, properties, context);
        if (type == "track") draft.Revenue = Money.Of(properties?.Member("revenue"), properties?.Text("currency"));
        Own(draft, type, body, properties);
        return draft;
    }

    private static string? NameOf(string? type, JsonElement body) => type switch
    {
        "track" => body.Text("event", 400),
        "page" => EventNames.Pageview,
        "screen" => ForeignNames.Screen,
        "identify" => ForeignNames.Identify,
        "group" => ForeignNames.Group,
        "alias" => ForeignNames.Alias,
        _ => body.Text("event", 400) ?? type,
    };

    private static void Page(Draft draft, string? type, JsonElement? properties, JsonElement? context)
    {
        var page = context?.Member("page");
        var own = type == "page" ? properties : null;
        draft.Referrer = own?.Text("referrer") ?? page?.Text("referrer");
        var url = own?.Text("url") ?? page?.Text("url") ?? (page?.Text("host") is null ? null : page?.Text("path"));
        if (url is null) return;
        var campaign = context?.Member("campaign");
        draft.Url = Campaign.AddTo(
            Words.Url(url, page?.Text("host")), ("utm_source", campaign?.Text("source", 200)), ("utm_medium", campaign?.Text("medium", 200)),
            ("utm_campaign", campaign?.Text("name", 200)), ("utm_content", campaign?.Text("content", 200)), ("utm_term", campaign?.Text("term", 200)));
    }

    /// <summary>What the customer's own code said.</summary>
    private void Own(Draft draft, string? type, JsonElement body, JsonElement? properties)
    {
        var context = body.Member("context");
        if (Words.Identity(body.Text("groupId") ?? context?.Text("groupId")) is { } group) draft.SetGroup("group", group);
        if (type is "page" or "screen")
        {
            props.Put(draft, "name", body.Text("name") ?? properties?.Text("name"));
            props.Put(draft, "category", body.Text("category") ?? properties?.Text("category"));
        }

        props.PutAll(draft, properties, type switch
        {
            "page" => OfPage.Contains,
            "screen" => member => member is "name" or "category",
            _ => null,
        });
        if (type is "identify" or "group") props.PutTraits(draft, "traits", body.Member("traits") ?? context?.Member("traits"));
    }

    private static string? LibraryOf(JsonElement? library) =>
        library?.Text("name", 40) is not { } name ? null : library?.Text("version", 20) is { } version ? $"{name}/{version}" : name;
}
