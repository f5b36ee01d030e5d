using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Dialects.PostHog;

/// <summary>Makes drafts of PostHog's events, of both its protocols: what one has in <c>properties</c>, the other may have beside them.</summary>
internal sealed class ReadPostHog(Props props)
{
    /// <summary>Where the web client has no referrer.</summary>
    private const string Direct = "$direct";

    /// <summary>In place of an id, where there is to be none.</summary>
    private const string Cookieless = "$posthog_cookieless";

    /// <summary>What is not sent by a web page is a server's or an app's.</summary>
    private static readonly HashSet<string> WebLibraries = new(StringComparer.Ordinal) { "web", "js", "posthog-js" };

    /// <summary>The client's id of an event.</summary>
    public static string? IdOf(JsonElement body) => body.Text("uuid", 200) ?? body.Member("properties")?.Text("$insert_id", 200);

    /// <summary>The key that an event carries itself.</summary>
    public static string? KeyOf(JsonElement body) =>
        body.Text("api_key", 200) ?? body.Text("token", 200) ?? body.Member("properties")?.Text("token", 200) ?? body.Member("properties")?.Text("api_key", 200);

    /// <summary>Reads an event; what is no object becomes a draft with a fault.</summary>
    /// <param name="now">The time of sending, from which old clients count back.</param>
    /// <param name="sdk">Name and version of the client as a header tells them, or null.</param>
    public Draft From(JsonElement body, DateTime now, string? sdk, bool fromBrowser)
    {
        if (body.ValueKind != JsonValueKind.Object) return new Draft { Fault = new Drop(DropReason.NotAnObject, null, "An event has to be a JSON object.") };
        var properties = body.Member("properties");
        var sent = properties is { ValueKind: JsonValueKind.Object } known ? known : body;
        var name = body.Text("event", 400);
        var (library, isWeb) = LibraryOf(sent, sdk);
        var draft = new Draft
        {
            Name = Words.Name(NameOf(name, sent)),
            Time = TimeOf(body, sent, now),
            Title = name == "$pageview" ? sent.Text("title") ?? sent.Text("$title") : sent.Text("$title"),
            Referrer = sent.Text("$referrer") is { } referrer && referrer != Direct ? referrer : null,
            Session = Words.Identity(body.Text("session_id") ?? sent.Text("$session_id")),
            Language = sent.Text("$browser_language", 35) ?? sent.Text("$locale", 35),
            ScreenWidth = (ushort?)sent.Member("$screen_width").Whole(ushort.MaxValue),
            ScreenHeight = (ushort?)sent.Member("$screen_height").Whole(ushort.MaxValue),
            Revenue = Money.Of(sent.Member("revenue", "$revenue"), sent.Text("currency") ?? sent.Text("$currency")),
            Address = sent.Text("$ip", 64),
            UserAgent = sent.Text("$raw_user_agent", 1024) ?? sent.Text("$user_agent", 1024),
            Library = library,
            SentByServer = !isWeb && !fromBrowser,
            WithoutPlace = sent.Member("$geoip_disable").Flag() == true,
        };
        Page(draft, sent);
        Person(draft, name, body, sent);
        Groups(draft, sent);
        Special(draft, name, body, sent);
        if (properties is not null) props.PutAll(draft, sent, member => PostHogProps.IsTaken(member) || (name == "$pageview" && member == "title"));
        return draft;
    }

    private static string? NameOf(string? name, JsonElement sent) => name switch
    {
        "$identify" => ForeignNames.Identify,
        "$create_alias" or "$merge_dangerously" => ForeignNames.Alias,
        "$groupidentify" => ForeignNames.Group,
        "$set" => ForeignNames.Profile,
        "$screen" => ForeignNames.Screen,
        "$exception" => ForeignNames.Error,
        "$autocapture" => sent.Text("$event_type", 20) switch { "submit" => "form_submit", "change" => "change", _ => "click" },
        _ => name,
    };

    /// <summary>A time, or how many milliseconds before the sending it was.</summary>
    private static DateTime? TimeOf(JsonElement body, JsonElement sent, DateTime now)
    {
        if (body.Member("timestamp").Time() is { } time) return time;
        if (body.Member("offset").Number() is { } offset and >= 0 and < 1e12) return now.AddMilliseconds(-Math.Floor(offset));
        return sent.Member("$time").Number() is { } seconds ? Json.OfMilliseconds(seconds * 1000) : null;
    }

    private static void Page(Draft draft, JsonElement sent)
    {
        var host = sent.Text("$host");
        var url = sent.Text("$current_url") ?? (host is null ? null : sent.Text("$pathname"));
        if (url is null) return;
        draft.Url = Campaign.AddTo(
            Words.Url(url, host),
            ("utm_source", sent.Text("utm_source", 200)), ("utm_medium", sent.Text("utm_medium", 200)), ("utm_campaign", sent.Text("utm_campaign", 200)),
            ("utm_content", sent.Text("utm_content", 200)), ("utm_term", sent.Text("utm_term", 200)));
    }

    /// <summary>
    /// The device that the visitor keeps where it is told, so that who signs in stays the same visitor; else the distinct id. A user is somebody who was identified.
    /// </summary>
    private static void Person(Draft draft, string? name, JsonElement body, JsonElement sent)
    {
        var distinct = Words.Identity(body.Text("distinct_id") ?? sent.Text("distinct_id") ?? body.Text("$distinct_id"));
        if (distinct == Cookieless || body.Member("options")?.Member("cookieless_mode").Flag() == true) return;
        // A group's own event has an id that is made of the group.
        if (name == "$groupidentify" && distinct?.StartsWith('$') == true) return;
        draft.Visitor = Words.Identity(sent.Text("$device_id")) ?? Words.Identity(sent.Text("$anon_distinct_id") ?? sent.Text("alias")) ?? distinct;
        var process = sent.Member("$process_person_profile") ?? body.Member("options")?.Member("process_person_profile");
        if (process.Flag() == false) return;
        var isKnown = name is "$identify" or "$create_alias" or "$merge_dangerously" || sent.Member("$is_identified").Flag() == true;
        draft.User = Words.Identity(sent.Text("$user_id")) ?? (isKnown ? distinct : null);
    }

    private static void Groups(Draft draft, JsonElement sent)
    {
        if (sent.Text("$group_type", 200) is { } type && Words.Identity(sent.Text("$group_key")) is { } key) draft.SetGroup(type, key);
        ForeignGroups.Put(draft, sent.Member("$groups"));
    }

    private void Special(Draft draft, string? name, JsonElement body, JsonElement sent)
    {
        draft.Interactive = draft.Name is { } stored && !ForeignNames.IsInteraction(stored) ? false : null;
        // The web client has them beside the properties, others among them.
        Traits(draft, sent.Member("$set_once") ?? body.Member("$set_once"));
        Traits(draft, sent.Member("$set") ?? body.Member("$set"));
        Traits(draft, sent.Member("$group_set"));
        switch (name)
        {
            case "$screen":
                props.Put(draft, "screen_name", sent.Text("$screen_name"));
                break;
            case "$autocapture":
                props.Put(draft, "text", sent.Text("$el_text", 200));
                break;
            case "$exception":
                var first = sent.Member("$exception_list") is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0 ? list[0] : default;
                draft.Interactive = false;
                props.Put(draft, "type", first.Text("type") ?? sent.Text("$exception_type"));
                props.Put(draft, "message", first.Text("value") ?? sent.Text("$exception_message"));
                props.Put(draft, "level", sent.Text("$exception_level", 20));
                break;
        }
    }

    /// <summary>The customer's own: the web client sets the page and the campaign on people too.</summary>
    private void Traits(Draft draft, JsonElement? traits)
    {
        if (traits is not { ValueKind: JsonValueKind.Object } known) return;
        foreach (var trait in known.EnumerateObject())
        {
            if (!PostHogProps.IsTaken(trait.Name)) props.PutTrait(draft, "traits", trait.Name, trait.Value);
        }
    }

    private static (string Library, bool IsWeb) LibraryOf(JsonElement sent, string? sdk)
    {
        var name = sent.Text("$lib", 40);
        if (name is null) return (sdk is { Length: <= 64 } ? sdk : "posthog", false);
        var isWeb = WebLibraries.Contains(name);
        var version = sent.Text("$lib_version", 20);
        return ((isWeb ? "posthog-js" : name) + (version is null ? "" : $"/{version}"), isWeb);
    }
}
