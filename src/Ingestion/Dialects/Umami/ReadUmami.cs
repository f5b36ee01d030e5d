using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Endpoints;
using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Dialects.Umami;

/// <summary>Reads Umami's <c>{type, payload}</c>.</summary>
internal sealed class ReadUmami(Props props)
{
    /// <summary>The values of a performance event.</summary>
    private static readonly string[] Vitals = ["lcp", "inp", "cls", "fcp", "ttfb", "duration"];

    /// <summary>Why it is no message of Umami's, or null.</summary>
    public static Refusal? FaultOf(JsonElement message)
    {
        if (message.Member("payload") is not { ValueKind: JsonValueKind.Object } payload) return Refusal.Unreadable("payload", "The field payload is no object.", "Send {\"type\":\"event\",\"payload\":{\"website\":\"…\"}}.");
        if (payload.Text("website") is null) return Refusal.Unreadable("website", "The field payload.website is missing.", "Send the project's id.");
        return message.Text("type") is "event" or "identify" or "performance"
            ? null : Refusal.Unreadable("type", "The field type is none of event, identify, performance.", "Send \"type\":\"event\" for pageviews and events.");
    }

    /// <summary>The event; of what has a fault one without a name, which is not used.</summary>
    public Draft From(JsonElement message, string userAgent)
    {
        var draft = new Draft();
        if (message.Member("payload") is not { ValueKind: JsonValueKind.Object } payload) return draft;
        var type = message.Text("type");
        var name = Words.Name(payload.Text("name"));
        draft.Name = type is "identify" or "performance" ? type : name ?? EventNames.Pageview;
        // Both tell of the visitor or the page, and are nothing that anybody did.
        if (type != "event") draft.Interactive = false;
        draft.Url = Words.Url(payload.Text("url"), payload.Text("hostname"), keepsFragment: true);
        draft.Referrer = ReferrerOf(payload);
        draft.Title = payload.Text("title");
        draft.Language = payload.Text("language", 35);
        (draft.ScreenWidth, draft.ScreenHeight) = Words.Screen(payload.Text("screen", 16));
        draft.User = Words.Identity(payload.Text("id"));
        draft.Visitor = draft.User;
        draft.Time = payload.Member("timestamp").Number() is { } seconds ? Json.OfMilliseconds(seconds * 1000) : null;
        draft.Address = Words.Address(payload.Text("ip", 64));
        draft.UserAgent = payload.Text("userAgent", 1024);
        draft.Library = userAgent.StartsWith("Mozilla/5.0 Umami/", StringComparison.Ordinal) ? "umami-node" : null;
        props.Put(draft, "tag", payload.Text("tag"));
        foreach (var vital in type == "performance" ? Vitals : [])
        {
            if (payload.Member(vital) is { ValueKind: JsonValueKind.Number } value) props.Put(draft, vital, value);
        }

        Data(draft, type, payload.Member("data"));
        return draft;
    }

    private void Data(Draft draft, string? type, JsonElement? data)
    {
        if (data is not { ValueKind: JsonValueKind.Object } known) return;
        if (type == "identify")
        {
            props.PutTraits(draft, "trait", known);
            return;
        }

        props.PutAll(draft, known);
        draft.Revenue = Money.Of(known.Member("revenue"), known.Text("currency"));
    }

    /// <summary>The script tells a page of the site itself as a path.</summary>
    private static string? ReferrerOf(JsonElement payload) =>
        payload.Text("referrer") is not { } referrer ? null : referrer.StartsWith('/') ? Words.Url(referrer, payload.Text("hostname")) : referrer;
}
