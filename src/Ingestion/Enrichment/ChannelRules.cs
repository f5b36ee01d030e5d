namespace Footfall.Ingestion.Enrichment;

/// <summary>
/// Names the channel of a visit. The names and the order of the questions are those of GA4's default channel grouping, to which
/// AI assistants are added. No I/O, no state.
/// </summary>
internal static class ChannelRules
{
    public const string Direct = "Direct";
    public const string AiAssistants = "AI Assistants";

    /// <param name="source">Null where neither referrer nor parameters name one.</param>
    public static string Channel(KnownSource? source, string? medium, string? campaign, ClickId? clickId)
    {
        medium = medium?.ToLowerInvariant() ?? "";
        if (source is null && medium.Length == 0 && campaign is null && clickId is null) return Direct;
        var kind = source?.Kind;
        if (campaign?.Contains("cross-network", StringComparison.OrdinalIgnoreCase) == true) return "Cross-network";
        var isShopping = kind == SourceKind.Shopping || NamesShopping(campaign);
        if (IsPaid(medium)) return Paid(kind, isShopping, medium);
        if (medium is "display" or "banner" or "expandable" or "interstitial" or "cpm") return "Display";
        if (clickId?.Bought is { } bought) return Bought(bought, kind, isShopping);
        return ByMedium(medium) ?? (isShopping ? "Organic Shopping" : ByKind(kind));
    }

    private static bool IsPaid(string medium) =>
        medium is "ppc" or "retargeting" || medium.StartsWith("paid", StringComparison.Ordinal)
        || medium.Contains("cp", StringComparison.Ordinal);

    private static string Paid(SourceKind? kind, bool isShopping, string medium) => kind switch
    {
        _ when isShopping => "Paid Shopping",
        SourceKind.Search => "Paid Search",
        SourceKind.Social => "Paid Social",
        SourceKind.Video => "Paid Video",
        _ when medium.Contains("social", StringComparison.Ordinal) => "Paid Social",
        _ when medium.Contains("search", StringComparison.Ordinal) => "Paid Search",
        _ when medium.Contains("video", StringComparison.Ordinal) => "Paid Video",
        // Display is bought by the thousand.
        _ when medium == "cpm" => "Display",
        SourceKind.Display => "Display",
        SourceKind.Affiliate => "Affiliates",
        _ => "Paid Other",
    };

    private static string Bought(SourceKind bought, SourceKind? kind, bool isShopping) => bought switch
    {
        // Where the ad was seen is more than who sold it: a gclid also comes from YouTube.
        SourceKind.Search or SourceKind.Social =>
            Paid(kind is SourceKind.Search or SourceKind.Social or SourceKind.Video or SourceKind.Shopping ? kind : bought, isShopping, ""),
        SourceKind.Display => "Display",
        SourceKind.Affiliate => "Affiliates",
        SourceKind.Email => "Email",
        _ => "Paid Other",
    };

    private static string? ByMedium(string medium) => medium switch
    {
        "social" or "social-network" or "social-media" or "sm" or "social network" or "social media" or "social_media" or "social_network" => "Organic Social",
        "organic" => "Organic Search",
        "email" or "e-mail" or "e_mail" or "e mail" or "newsletter" => "Email",
        "affiliate" or "affiliates" => "Affiliates",
        "audio" or "podcast" => "Audio",
        "sms" => "SMS",
        "ai" or "ai-assistant" or "ai_assistant" or "llm" or "chatbot" => AiAssistants,
        "referral" or "app" or "link" => null,
        _ when medium.Contains("video", StringComparison.Ordinal) => "Organic Video",
        _ when medium.EndsWith("push", StringComparison.Ordinal) || medium.Contains("mobile", StringComparison.Ordinal)
            || medium.Contains("notification", StringComparison.Ordinal) => "Mobile Push Notifications",
        _ => null,
    };

    private static string ByKind(SourceKind? kind) => kind switch
    {
        SourceKind.Search => "Organic Search",
        SourceKind.Social => "Organic Social",
        SourceKind.Video => "Organic Video",
        SourceKind.Audio => "Audio",
        SourceKind.Email => "Email",
        SourceKind.Ai => AiAssistants,
        SourceKind.Display => "Display",
        SourceKind.Affiliate => "Affiliates",
        SourceKind.Push => "Mobile Push Notifications",
        SourceKind.Sms => "SMS",
        _ => "Referral",
    };

    /// <summary>Whether the campaign is named for a shop: the word must not be the tail of another, as in "workshop".</summary>
    private static bool NamesShopping(string? campaign)
    {
        if (campaign is null) return false;
        if (campaign.Contains("shopping", StringComparison.OrdinalIgnoreCase)) return true;
        var at = campaign.IndexOf("shop", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && (at == 0 || !char.IsAsciiLetter(campaign[at - 1]));
    }
}
