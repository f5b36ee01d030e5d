namespace Footfall.Ingestion.Enrichment;

/// <summary>
/// Names the channel of a visit. The names and the order of the questions are those of GA4's default channel grouping, to which
/// AI assistants are added. Which medium and which kind of source belong to which channel is in <c>schema/rules/sources.json</c>. No state.
/// </summary>
internal static class ChannelRules
{
    public const string Direct = "Direct";

    private static readonly ChannelTable Table = ChannelTable.Default;

    /// <param name="source">Null where neither referrer nor parameters name one.</param>
    public static string Channel(KnownSource? source, string? medium, string? campaign, ClickId? clickId)
    {
        medium = medium?.ToLowerInvariant() ?? "";
        if (source is null && medium.Length == 0 && campaign is null && clickId is null) return Direct;
        var kind = source?.Kind;
        if (campaign?.Contains("cross-network", StringComparison.OrdinalIgnoreCase) == true) return "Cross-network";
        var isShopping = kind == SourceKind.Shopping || NamesShopping(campaign);
        if (IsPaid(medium)) return Paid(kind, isShopping, medium);
        if (Table.DisplayMedia.Contains(medium)) return "Display";
        if (clickId?.Bought is { } bought) return Bought(bought, kind, isShopping);
        return ByMedium(medium) ?? (isShopping ? "Organic Shopping" : Table.ByKind(kind) ?? "Referral");
    }

    private static bool IsPaid(string medium) =>
        Table.PaidMedia.Contains(medium) || medium.StartsWith("paid", StringComparison.Ordinal)
        || medium.Contains("cp", StringComparison.Ordinal);

    private static string Paid(SourceKind? kind, bool isShopping, string medium)
    {
        if (isShopping) return "Paid Shopping";
        if (Table.PaidByKind(kind) is { } named) return named;
        foreach (var (word, channel) in Table.PaidWords)
        {
            if (medium.Contains(word, StringComparison.Ordinal)) return channel;
        }

        // Display is bought by the thousand.
        if (medium == "cpm" || kind == SourceKind.Display) return "Display";
        return kind == SourceKind.Affiliate ? "Affiliates" : "Paid Other";
    }

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

    private static string? ByMedium(string medium)
    {
        if (Table.PlainMedia.Contains(medium)) return null;
        if (Table.Media.TryGetValue(medium, out var channel)) return channel;
        if (medium.Contains("video", StringComparison.Ordinal)) return "Organic Video";
        return medium.EndsWith("push", StringComparison.Ordinal) || medium.Contains("mobile", StringComparison.Ordinal)
            || medium.Contains("notification", StringComparison.Ordinal) ? "Mobile Push Notifications" : null;
    }

    /// <summary>Whether the campaign is named for a shop: the word must not be the tail of another, as in "workshop".</summary>
    private static bool NamesShopping(string? campaign)
    {
        if (campaign is null) return false;
        if (campaign.Contains("shopping", StringComparison.OrdinalIgnoreCase)) return true;
        var at = campaign.IndexOf("shop", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && (at == 0 || !char.IsAsciiLetter(campaign[at - 1]));
    }
}
