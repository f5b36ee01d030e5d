using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Dialects.Mixpanel;

/// <summary>Makes drafts of Mixpanel's events.</summary>
internal sealed class ReadMixpanel(Props props)
{
    private const string OfDevice = "$device:";

    /// <summary>Times below are seconds, as browsers and Python write them; above milliseconds, as Node does.</summary>
    private const double LeastMilliseconds = 1e11;

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["$mp_web_page_view"] = EventNames.Pageview,
        ["$identify"] = ForeignNames.Identify,
        ["$create_alias"] = ForeignNames.Alias,
        ["$merge"] = ForeignNames.Alias,
        ["$mp_click"] = "click",
        ["$mp_submit"] = "form_submit",
        ["$mp_input_change"] = "change",
        ["$mp_scroll"] = EventNames.Scroll,
    };

    /// <summary>What is taken as a field, and what the server knows better.</summary>
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "token", "distinct_id", "time", "$insert_id", "$device_id", "$user_id", "mp_lib", "$lib_version", "$mp_api_endpoint", "$mp_api_timestamp_ms", "mp_processing_time_ms",
        "mp_sent_by_lib_version", "$current_url", "$referrer", "$referring_domain", "$initial_referrer", "$initial_referring_domain", "$os", "$os_version", "$browser", "$browser_version", "$device",
        "$screen_width", "$screen_height", "$screen_dpi", "$viewportWidth", "$viewportHeight", "current_page_title", "current_domain", "current_url_path", "current_url_protocol", "current_url_search",
        "mp_country_code", "$city", "$region", "$had_persisted_distinct_id", "$source", "$anon_distinct_id", "$identified_id", "$anon_id", "$distinct_ids", "alias", "$mp_autocapture", "$mp_session_id",
        "$mp_session_seq_id", "$mp_session_start_sec", "$mp_replay_id", "$el_attributes", "$elements", "$target", "$el_text", "$el_classes", "$el_id", "$el_tag_name", "$event_type", "$user_agent",
        "$ignore", "distinct_id_before_identity", "gclid", "fbclid", "msclkid", "dclid", "ko_click_id", "li_fat_id", "sccid", "ttclid", "twclid", "wbraid",
    };

    public static string? TokenOf(JsonElement body) => body.Member("properties")?.Text("token", 200) ?? body.Text("$token", 200) ?? body.Text("token", 200);

    public static string? IdOf(JsonElement body) => body.Member("properties")?.Text("$insert_id", 200);

    public Draft From(JsonElement body, bool fromBrowser)
    {
        if (body.ValueKind != JsonValueKind.Object) return new Draft { Fault = new Drop(DropReason.NotAnObject, null, "An event has to be a JSON object.") };
        var name = body.Text("event", 400);
        var sent = body.Member("properties") is { ValueKind: JsonValueKind.Object } known ? known : default;
        var library = sent.Text("mp_lib", 40);
        var draft = new Draft
        {
            Name = Words.Name(name is null ? null : Known.GetValueOrDefault(name, name)),
            Time = TimeOf(sent.Member("time")),
            Title = sent.Text("current_page_title"),
            Referrer = sent.Text("$referrer") is { } referrer && referrer != "$direct" ? referrer : null,
            ScreenWidth = (ushort?)sent.Member("$screen_width").Whole(ushort.MaxValue),
            ScreenHeight = (ushort?)sent.Member("$screen_height").Whole(ushort.MaxValue),
            Session = Words.Identity(sent.Text("$mp_session_id")),
            Revenue = Money.Of(sent.Member("revenue"), sent.Text("currency")),
            Address = sent.Text("ip", 64) is { } ip && ip is not ("0" or "1") ? ip : null,
            Library = $"mixpanel{(library is null ? "" : $"-{library}")}{(sent.Text("$lib_version", 20) is { } version ? $"/{version}" : "")}",
            SentByServer = !fromBrowser && library != "web",
        };
        draft.Interactive = draft.Name is { } stored && !ForeignNames.IsInteraction(stored) ? false : null;
        Person(draft, name, sent);
        Page(draft, sent);
        props.PutAll(draft, sent, member => Taken.Contains(member) || (draft.Url is not null && member.StartsWith("utm_", StringComparison.Ordinal)));
        return draft;
    }

    private static void Person(Draft draft, string? name, JsonElement sent)
    {
        var distinct = sent.Text("distinct_id");
        if (distinct?.StartsWith(OfDevice, StringComparison.Ordinal) == true) distinct = distinct[OfDevice.Length..];
        var earlier = sent.Text("$anon_distinct_id") ?? sent.Text("$anon_id") ?? sent.Text("alias");
        if (earlier?.StartsWith(OfDevice, StringComparison.Ordinal) == true) earlier = earlier[OfDevice.Length..];
        draft.Visitor = Words.Identity(sent.Text("$device_id") ?? earlier ?? distinct);
        draft.User = Words.Identity(sent.Text("$user_id") ?? sent.Text("$identified_id") ?? (name is "$identify" or "$create_alias" ? distinct : null));
    }

    private static void Page(Draft draft, JsonElement sent)
    {
        if (sent.Text("$current_url") is not { } url) return;
        draft.Url = Campaign.AddTo(
            Words.Url(url, sent.Text("current_domain")), ("utm_source", sent.Text("utm_source", 200)), ("utm_medium", sent.Text("utm_medium", 200)), ("utm_campaign", sent.Text("utm_campaign", 200)),
            ("utm_content", sent.Text("utm_content", 200)), ("utm_term", sent.Text("utm_term", 200)));
    }

    private static DateTime? TimeOf(JsonElement? time) =>
        time.Number() is { } number ? Json.OfMilliseconds(number < LeastMilliseconds ? number * 1000 : number) : time.Time();
}
