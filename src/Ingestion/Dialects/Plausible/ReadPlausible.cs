using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Endpoints;
using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Dialects.Plausible;

/// <summary>Reads Plausible's event, by its short names and its long ones; each may come from another of its SDKs.</summary>
internal sealed class ReadPlausible(Props props)
{
    private const int MostDomains = 20;

    /// <summary>The names that the script gives what it notices by itself.</summary>
    private static readonly Dictionary<string, string> Automatic = new(StringComparer.Ordinal)
    {
        ["Outbound Link: Click"] = "outbound_click",
        ["File Download"] = "file_download",
        ["Form: Submission"] = "form_submit",
    };

    /// <summary>The event and the domains that it is for, or why it is none.</summary>
    public (Draft? Draft, string[] Domains, Refusal? Refusal) From(JsonElement body)
    {
        var name = Words.Name(body.Member("n", "name").Text());
        if (name is null) return Missing("name", "Give the event a name, such as pageview.");
        var domain = body.Member("d", "domain").Text();
        if (domain is null) return Missing("domain", "Name the site by its domain.");
        var url = body.Member("u", "url").Text();
        if (url is null) return Missing("url", "Send the page's address.");
        var draft = new Draft
        {
            Name = Automatic.GetValueOrDefault(name, name),
            Url = Words.Url(url, host: null, keepsFragment: body.Member("h", "hashMode").Flag() == true),
            Referrer = body.Member("r", "referrer").Text(),
            ScreenWidth = (ushort?)body.Member("w", "screen_width").Whole(ushort.MaxValue),
            Interactive = body.Member("i", "interactive").Flag(),
            Revenue = RevenueOf((body.Member("$", "revenue")).Unwrapped()),
            Library = body.Member("v").Text(16) is { } version ? $"plausible/{version}" : null,
        };
        if (draft.Url is null) return Missing("url", "Send an absolute address such as https://example.org/pricing.");
        if (name == EventNames.Engagement)
        {
            draft.EngagementMs = body.Member("e").Whole();
            draft.ScrollDepth = (byte?)body.Member("sd").Whole(100);
        }

        Props(draft, (body.Member("p", "props") ?? body.Member("m", "meta")).Unwrapped());
        return (draft, domain.Split(',', MostDomains, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), null);
    }

    /// <summary>Plausible takes scalars only.</summary>
    private void Props(Draft draft, JsonElement? members)
    {
        if (members is not { ValueKind: JsonValueKind.Object } known) return;
        foreach (var member in known.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) continue;
            if (member.Value.ValueKind == JsonValueKind.String && member.Value.ValueEquals("")) continue;
            props.Put(draft, member.Name, member.Value);
        }
    }

    private static Revenue? RevenueOf(JsonElement? revenue) => revenue is { } known ? Money.Of(known.Member("amount"), known.Text("currency")) : null;

    private static (Draft?, string[], Refusal?) Missing(string field, string remedy) =>
        (null, [], Refusal.Unreadable(field, $"The field {field} is missing or cannot be read.", remedy));
}
