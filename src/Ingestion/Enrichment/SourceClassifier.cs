using Footfall.Events;

namespace Footfall.Ingestion.Enrichment;

/// <summary>Tells where a visit came from. Thread-safe.</summary>
public sealed class SourceClassifier
{
    private readonly SourceTable _table = SourceTable.Default;

    /// <summary>
    /// Classifies by campaign parameters, then by referrer, then by click ids: <c>utm_source</c> wins over <c>source</c>, that over
    /// <c>ref</c>, that over the referrer. Never throws.
    /// </summary>
    /// <param name="referrer">The referrer as sent: a URL, an <c>android-app://</c> URL, or garbage.</param>
    /// <param name="urlQuery">The query string of the page's URL, with or without its question mark.</param>
    /// <param name="ownHostname">The hostname of the page: referrers there and on its subdomains are not sources.</param>
    public Acquisition Classify(string? referrer, string? urlQuery, string? ownHostname)
    {
        var external = External(referrer, ownHostname);
        var campaign = string.IsNullOrEmpty(urlQuery) ? default : CampaignParameters.Read(urlQuery, _table);
        var tag = campaign.Source ?? campaign.PlainSource;
        var source = tag is not null ? ByTag(tag, ownHostname)
            : external is { } from ? ByReferrer(from)
            : campaign.ClickId?.Source;
        var channel = ChannelRules.Channel(source, campaign.Medium, campaign.Campaign, campaign.ClickId);
        if (channel == ChannelRules.Direct && campaign is { Content: null, Term: null }) return Acquisition.Direct;
        return new Acquisition
        {
            Source = source?.Name,
            Referrer = external is { } page ? page.Host + page.Path : null,
            Channel = channel,
            UtmSource = campaign.Source,
            UtmMedium = campaign.Medium,
            UtmCampaign = campaign.Campaign,
            UtmContent = campaign.Content,
            UtmTerm = campaign.Term,
            ClickId = campaign.ClickId?.Parameter,
        };
    }

    private static Referrer? External(string? referrer, string? ownHostname)
    {
        if (string.IsNullOrEmpty(referrer) || Referrer.Read(referrer) is not { } read) return null;
        var own = ownHostname is null ? null : Referrer.ReadHost(ownHostname);
        return own is not null && !read.IsApp && Referrer.AreOneSite(read.Host, own) ? null : read;
    }

    private KnownSource ByReferrer(in Referrer referrer)
    {
        var known = referrer.IsApp ? _table.ByApp(referrer.Host) : _table.ByHost(referrer.Host);
        return known ?? new KnownSource(referrer.Host, SourceKind.Referral);
    }

    /// <summary>A tag is a name ("fb"), a host ("chatgpt.com"), or the owner's own word, which is shown as it stands.</summary>
    private KnownSource? ByTag(string tag, string? ownHostname)
    {
        if (_table.ByTag(tag) is { } known) return known;
        if (!tag.Contains('.', StringComparison.Ordinal) || Referrer.Read(tag) is not { } host) return new KnownSource(tag, SourceKind.Referral);
        if (ownHostname is not null && Referrer.ReadHost(ownHostname) is { } own && own == host.Host) return null;
        return ByReferrer(host);
    }
}
