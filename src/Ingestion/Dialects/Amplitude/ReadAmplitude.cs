using System.Globalization;
using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Dialects.Amplitude;

/// <summary>Makes drafts of Amplitude's events.</summary>
internal sealed class ReadAmplitude(Props props)
{
    private const string Ours = "[Amplitude] ";

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["$identify"] = ForeignNames.Identify,
        ["$groupidentify"] = ForeignNames.Group,
        [Ours + "Page Viewed"] = EventNames.Pageview,
        [Ours + "Element Clicked"] = "click",
        [Ours + "Form Submitted"] = "form_submit",
        [Ours + "File Downloaded"] = "file_download",
        [Ours + "Screen Viewed"] = ForeignNames.Screen,
    };

    /// <summary>What is taken as the page, and what the server knows better.</summary>
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        Ours + "Page URL", Ours + "Page Location", Ours + "Page Title", Ours + "Page Path", Ours + "Page Domain", Ours + "Page Counter", Ours + "Previous Page Location", Ours + "Previous Page Type", Ours + "Session Replay ID", "referrer", "referring_domain",
        "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "utm_id",
    };

    /// <summary>Operations on user properties; what they set is told.</summary>
    private static readonly string[] Operations = ["$set", "$setOnce", "$add", "$append", "$prepend", "$preInsert", "$postInsert"];

    public Draft From(JsonElement body, bool fromBrowser)
    {
        if (body.ValueKind != JsonValueKind.Object) return new Draft { Fault = new Drop(DropReason.NotAnObject, null, "An event has to be a JSON object.") };
        var type = body.Text("event_type", 400);
        var properties = body.Member("event_properties").Unwrapped();
        var user = Words.Identity(body.Text("user_id"));
        var library = body.Text("library", 60);
        var isWeb = fromBrowser || body.Text("platform", 20) == "Web";
        var draft = new Draft
        {
            Name = Words.Name(type is null ? null : Known.GetValueOrDefault(type, type)),
            Time = body.Member("time").Time(),
            Visitor = Words.Identity(body.Text("device_id")) ?? user,
            User = user,
            Session = body.Text("session_id") is { } session && session != "-1" ? Words.Identity(session) : null,
            Language = body.Text("language", 35),
            Address = body.Text("ip", 64) is { } ip && ip != "$remote" ? ip : null,
            UserAgent = body.Text("user_agent", 1024),
            Library = library,
            SentByServer = !isWeb,
            Title = properties?.Text(Ours + "Page Title"),
        };
        draft.Interactive = draft.Name is { } name && !ForeignNames.IsInteraction(name) ? false : null;
        Page(draft, properties, body.Member("user_properties").Unwrapped());
        draft.Revenue = RevenueOf(body, properties);
        var isPageview = type == Ours + "Page Viewed";
        props.PutAll(draft, properties, member => Taken.Contains(member) && (isPageview || member.StartsWith(Ours, StringComparison.Ordinal)));
        Groups(draft, body);
        Traits(draft, body.Member("user_properties").Unwrapped());
        Traits(draft, body.Member("group_properties").Unwrapped());
        props.Put(draft, "app_version", body.Text("app_version", 64) ?? body.Text("version_name", 64));
        return draft;
    }

    private static void Page(Draft draft, JsonElement? properties, JsonElement? traits)
    {
        if ((properties?.Text(Ours + "Page URL") ?? properties?.Text(Ours + "Page Location")) is not { } url) return;
        var campaign = traits?.Member("$set") ?? properties;
        draft.Url = Campaign.AddTo(
            Words.Url(url, properties?.Text(Ours + "Page Domain")), ("utm_source", Told(campaign, "utm_source")), ("utm_medium", Told(campaign, "utm_medium")),
            ("utm_campaign", Told(campaign, "utm_campaign")), ("utm_content", Told(campaign, "utm_content")), ("utm_term", Told(campaign, "utm_term")));
        draft.Referrer = Told(properties, "referrer") ?? Told(traits?.Member("$set"), "referrer");
    }

    /// <summary>The web client writes "EMPTY" for what is not there.</summary>
    private static string? Told(JsonElement? members, string name) => members?.Text(name) is { } text && text != "EMPTY" ? text : null;

    private static void Groups(Draft draft, JsonElement body) => ForeignGroups.Put(draft, body.Member("groups").Unwrapped());

    /// <summary>What is set, under its own name; an object without operations is set as it is.</summary>
    private void Traits(Draft draft, JsonElement? traits)
    {
        if (traits is not { ValueKind: JsonValueKind.Object } known) return;
        var hasOperations = false;
        foreach (var operation in Operations)
        {
            if (known.Member(operation) is not { } set) continue;
            hasOperations = true;
            props.PutTraits(draft, "traits", set);
        }

        if (!hasOperations && known.Member("$unset") is null && known.Member("$clearAll") is null) props.PutTraits(draft, "traits", known);
    }

    /// <summary>In its own fields, or in the properties of the event <c>revenue_amount</c>. A currency that is not named is none.</summary>
    private static Revenue? RevenueOf(JsonElement body, JsonElement? properties)
    {
        var currency = body.Text("currency", 3) ?? properties?.Text("$currency", 3) ?? properties?.Text("currency", 3);
        if (Money.Of(body.Member("revenue") ?? properties?.Member("$revenue", "revenue"), currency) is { } revenue) return revenue;
        if ((body.Member("price") ?? properties?.Member("$price")).Number() is not { } price) return null;
        var quantity = (body.Member("quantity") ?? properties?.Member("$quantity")).Number() ?? 1;
        return Money.Of((price * quantity).ToString(CultureInfo.InvariantCulture), currency);
    }
}
