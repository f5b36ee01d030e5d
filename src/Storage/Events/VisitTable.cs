using Footfall.DuckDb;
using Footfall.Events;
using Footfall.Storage.Events.Visits;

namespace Footfall.Storage.Events;

/// <summary>Rows of <c>visits</c>, to and fro, and the groups of columns that it shares with <c>events</c>.</summary>
internal static class VisitTable
{
    /// <summary>All columns, in the table's order, which <see cref="Read"/> and <see cref="Append(DuckDbAppender, Visit)"/> share.</summary>
    public const string Columns = """
        project, visit, visitor, started_at, ended_at, pageviews, events, is_bounce, entry_page, exit_page, entry_hostname, exit_hostname,
        source, visit_referrer, channel, utm_source, utm_medium, utm_campaign, utm_content, utm_term, click_id,
        browser, browser_version, os, os_version, device, country, region, city, language, screen_width, screen_height,
        user_id, visit_number, bot_reason, demo, session,
        first_source, first_referrer, first_channel, first_utm_source, first_utm_medium, first_utm_campaign, first_utm_content, first_utm_term
        """;

    public static void Append(DuckDbAppender visits, Visit visit)
    {
        var row = visits.CreateRow()
            .AppendValue(visit.Visitor.Project.Value)
            .AppendValue(visit.Number)
            .AppendValue(visit.Visitor.Visitor.Value)
            .AppendValue(visit.First.Time)
            .AppendValue(visit.Last.Time)
            .AppendValue(visit.Pageviews)
            .AppendValue(visit.Events)
            .AppendValue(visit.IsBounce)
            .AppendValue(visit.EntryPage)
            .AppendValue(visit.ExitPage)
            .AppendValue(visit.EntryHostname)
            .AppendValue(visit.ExitHostname);
        Append(row, visit.Acquisition);
        Append(row, visit.Client, visit.Place);
        row.AppendValue(visit.Language)
            .AppendValue((int?)visit.ScreenWidth)
            .AppendValue((int?)visit.ScreenHeight)
            .AppendValue(visit.User)
            .AppendValue(visit.VisitNumber)
            .AppendValue(visit.BotReason)
            .AppendValue(visit.Demo)
            .AppendValue(visit.Session);
        AppendFirstTouch(row, visit.FirstTouch);
        row.EndRow();
    }

    public static void Append(DuckDbAppenderRow row, Acquisition from) =>
        row.AppendValue(from.Source)
            .AppendValue(from.Referrer)
            .AppendValue(from.Channel)
            .AppendValue(from.UtmSource)
            .AppendValue(from.UtmMedium)
            .AppendValue(from.UtmCampaign)
            .AppendValue(from.UtmContent)
            .AppendValue(from.UtmTerm)
            .AppendValue(from.ClickId);

    /// <summary>A direct one has its name, so that a question can tell it from one that is not known: then all columns are NULL.</summary>
    private static void AppendFirstTouch(DuckDbAppenderRow row, Acquisition? first) =>
        row.AppendValue(first is null ? null : first.Source ?? Acquisition.DirectName)
            .AppendValue(first is null ? null : first.Referrer ?? Acquisition.DirectName)
            .AppendValue(first?.Channel)
            .AppendValue(first?.UtmSource)
            .AppendValue(first?.UtmMedium)
            .AppendValue(first?.UtmCampaign)
            .AppendValue(first?.UtmContent)
            .AppendValue(first?.UtmTerm);

    public static void Append(DuckDbAppenderRow row, Client client, Place place) =>
        row.AppendValue(client.Browser)
            .AppendValue(client.BrowserVersion)
            .AppendValue(client.Os)
            .AppendValue(client.OsVersion)
            .AppendValue(client.Device)
            .AppendValue(place.Country)
            .AppendValue(place.Region)
            .AppendValue(place.City);

    public static Visit Read(DuckDbChunk chunk, int row)
    {
        var bot = chunk.Column(34).GetString(row);
        var pageviews = (uint)chunk.Column(5).GetInt64(row);
        var number = chunk.Column(33).IsValid(row) ? (uint)chunk.Column(33).GetInt64(row) : (uint?)null;
        return new Visit
        {
            Number = chunk.Column(1).GetInt64(row),
            Visitor = new VisitorKey(new((int)chunk.Column(0).GetInt64(row)), new(chunk.Column(2).GetUInt64(row)), bot is not null),
            First = new EventOrder(chunk.Column(3).GetDateTime(row), Guid.Empty),
            Last = new EventOrder(chunk.Column(4).GetDateTime(row), Guid.Empty),
            OrderKnown = false,
            Pageviews = pageviews,
            Events = (uint)chunk.Column(6).GetInt64(row),
            // With two pageviews and more it does not matter any more whether there was another interaction.
            Interacted = pageviews <= 1 && !chunk.Column(7).GetBoolean(row),
            EntryPage = chunk.Column(8).GetString(row),
            ExitPage = chunk.Column(9).GetString(row),
            EntryHostname = chunk.Column(10).GetString(row),
            ExitHostname = chunk.Column(11).GetString(row),
            Acquisition = ReadAcquisition(chunk, row, 12),
            Client = ReadClient(chunk, row, 21),
            Place = ReadPlace(chunk, row, 26),
            Language = chunk.Column(29).GetString(row),
            ScreenWidth = ReadPixels(chunk, row, 30),
            ScreenHeight = ReadPixels(chunk, row, 31),
            User = chunk.Column(32).GetString(row),
            VisitNumber = number,
            Identified = number is not null,
            BotReason = bot,
            Demo = chunk.Column(35).GetBoolean(row),
            Session = chunk.Column(36).GetString(row),
            FirstTouch = ReadFirstTouch(chunk, row, 37),
            Stored = true,
        };
    }

    public static Acquisition ReadAcquisition(DuckDbChunk chunk, int row, int at) => new()
    {
        Source = chunk.Column(at).GetString(row),
        Referrer = chunk.Column(at + 1).GetString(row),
        Channel = chunk.Column(at + 2).GetString(row) ?? Acquisition.Direct.Channel,
        UtmSource = chunk.Column(at + 3).GetString(row),
        UtmMedium = chunk.Column(at + 4).GetString(row),
        UtmCampaign = chunk.Column(at + 5).GetString(row),
        UtmContent = chunk.Column(at + 6).GetString(row),
        UtmTerm = chunk.Column(at + 7).GetString(row),
        ClickId = chunk.Column(at + 8).GetString(row),
    };

    private static Acquisition? ReadFirstTouch(DuckDbChunk chunk, int row, int at)
    {
        if (chunk.Column(at + 2).GetString(row) is not { } channel)
            return null;
        return new Acquisition
        {
            Source = UnlessDirect(chunk.Column(at).GetString(row)),
            Referrer = UnlessDirect(chunk.Column(at + 1).GetString(row)),
            Channel = channel,
            UtmSource = chunk.Column(at + 3).GetString(row),
            UtmMedium = chunk.Column(at + 4).GetString(row),
            UtmCampaign = chunk.Column(at + 5).GetString(row),
            UtmContent = chunk.Column(at + 6).GetString(row),
            UtmTerm = chunk.Column(at + 7).GetString(row),
        };
    }

    private static string? UnlessDirect(string? name) => name == Acquisition.DirectName ? null : name;

    public static Client ReadClient(DuckDbChunk chunk, int row, int at) => new(
        chunk.Column(at).GetString(row),
        chunk.Column(at + 1).GetString(row),
        chunk.Column(at + 2).GetString(row),
        chunk.Column(at + 3).GetString(row),
        chunk.Column(at + 4).GetString(row));

    public static Place ReadPlace(DuckDbChunk chunk, int row, int at) =>
        new(chunk.Column(at).GetString(row), chunk.Column(at + 1).GetString(row), chunk.Column(at + 2).GetString(row));

    public static ushort? ReadPixels(DuckDbChunk chunk, int row, int at) =>
        chunk.Column(at).IsValid(row) ? (ushort)chunk.Column(at).GetInt64(row) : null;
}
