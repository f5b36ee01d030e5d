using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Dialects.Ga4;

/// <summary>Makes drafts of Google Analytics 4's events: of the Measurement Protocol's JSON, and of the web client's parameters.</summary>
internal sealed class ReadGa4(Props props)
{
    private const double MicrosecondsInMillisecond = 1000;

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["page_view"] = EventNames.Pageview,
        ["user_engagement"] = EventNames.Engagement,
    };

    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "session_id", "session_number", "ga_session_id", "ga_session_number", "engagement_time_msec", "page_location", "page_referrer", "page_title", "language", "screen_resolution", "debug_mode",
        "ip_override", "user_agent", "client_id", "user_id", "ignore_referrer", "percent_scrolled",
    };

    /// <summary>An event of the Measurement Protocol.</summary>
    /// <param name="body">The whole request, which says whose event it is.</param>
    public Draft OfProtocol(JsonElement body, JsonElement sent, bool fromBrowser)
    {
        if (sent.ValueKind != JsonValueKind.Object) return new Draft { Fault = new Drop(DropReason.NotAnObject, "events", "An event has to be a JSON object.") };
        var parameters = sent.Member("params");
        var (name, user) = (sent.Text("name", 400), Words.Identity(body.Text("user_id")));
        var draft = new Draft
        {
            Name = Words.Name(name is null ? null : Known.GetValueOrDefault(name, name)),
            Time = Micros(sent.Member("timestamp_micros")) ?? Micros(body.Member("timestamp_micros")),
            Visitor = Words.Identity(body.Text("client_id") ?? body.Text("app_instance_id")) ?? user,
            User = user,
            Session = Words.Identity(parameters?.Text("session_id") ?? parameters?.Text("ga_session_id")),
            Url = parameters?.Text("page_location") is { } url ? Words.Url(url) : null,
            Referrer = parameters?.Text("page_referrer"),
            Title = parameters?.Text("page_title"),
            Language = parameters?.Text("language", 35),
            EngagementMs = parameters?.Member("engagement_time_msec").Whole(),
            ScrollDepth = name == "scroll" ? (byte?)parameters?.Member("percent_scrolled").Whole(100) : null,
            Revenue = Money.Of(parameters?.Member("value"), parameters?.Text("currency")),
            Address = body.Text("ip_override", 64),
            UserAgent = body.Text("user_agent", 1024),
            Library = "ga4-measurement-protocol",
            SentByServer = !fromBrowser,
        };
        Resolution(draft, parameters?.Text("screen_resolution", 20));
        props.PutAll(draft, parameters, Taken.Contains);
        if (body.Member("user_properties") is { ValueKind: JsonValueKind.Object } traits)
        {
            foreach (var trait in traits.EnumerateObject())
            {
                if (trait.Value.Member("value") is { } value) props.PutTrait(draft, "traits", trait.Name, value);
            }
        }

        return draft;
    }

    /// <summary>An event of the web client. Google's own names are of one or two letters; <c>ep.</c> and <c>epn.</c> are the customer's texts and numbers.</summary>
    public Draft OfWeb(IReadOnlyDictionary<string, string> sent)
    {
        var name = sent.GetValueOrDefault("en") ?? "page_view";
        var draft = new Draft
        {
            Name = Words.Name(Known.GetValueOrDefault(name, name)),
            Visitor = Words.Identity(sent.GetValueOrDefault("cid")),
            User = Words.Identity(sent.GetValueOrDefault("uid")),
            Session = Words.Identity(sent.GetValueOrDefault("sid")),
            Url = sent.GetValueOrDefault("dl") is { Length: > 0 } url ? Words.Url(url) : null,
            Referrer = sent.GetValueOrDefault("dr") is { Length: > 0 } referrer ? referrer : null,
            Title = sent.GetValueOrDefault("dt"),
            Language = sent.GetValueOrDefault("ul"),
            EngagementMs = uint.TryParse(sent.GetValueOrDefault("_et"), out var engaged) ? engaged : null,
            ScrollDepth = name == "scroll" && byte.TryParse(sent.GetValueOrDefault("epn.percent_scrolled"), out var depth) && depth <= 100 ? depth : null,
            Revenue = Money.Of(sent.GetValueOrDefault("epn.value"), sent.GetValueOrDefault("cu") ?? sent.GetValueOrDefault("ep.currency")),
            Library = "gtag.js",
        };
        Resolution(draft, sent.GetValueOrDefault("sr"));
        foreach (var (parameter, value) in sent)
        {
            var at = parameter.IndexOf('.', StringComparison.Ordinal) + 1;
            if (parameter.StartsWith("ep.", StringComparison.Ordinal) && !Taken.Contains(parameter[at..])) props.Put(draft, parameter[at..], value);
            else if (parameter.StartsWith("epn.", StringComparison.Ordinal) && !Taken.Contains(parameter[at..])) props.PutNumber(draft, parameter[at..], value);
            else if (parameter.StartsWith("up.", StringComparison.Ordinal)) props.PutTrait(draft, "traits", parameter[at..], value);
            else if (parameter.StartsWith("upn.", StringComparison.Ordinal)) props.PutTrait(draft, "traits", parameter[at..], value);
        }

        return draft;
    }

    private static DateTime? Micros(JsonElement? micros) => micros.Number() is { } number ? Json.OfMilliseconds(number / MicrosecondsInMillisecond) : null;

    /// <summary>1440x900</summary>
    private static void Resolution(Draft draft, string? text)
    {
        var parts = text?.Split('x');
        if (parts is [var width, var height] && ushort.TryParse(width, out var w) && ushort.TryParse(height, out var h)) (draft.ScreenWidth, draft.ScreenHeight) = (w, h);
    }
}
