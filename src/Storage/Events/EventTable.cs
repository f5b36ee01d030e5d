using Footfall.DuckDb;
using Footfall.Events;

namespace Footfall.Storage.Events;

/// <summary>Rows of <c>events</c>, to and fro. The order of columns is that of the newest migration.</summary>
internal static class EventTable
{
    /// <summary>What <see cref="Read"/> reads, in its order.</summary>
    public const string Columns = """
        project, id, time, received_at, name, visitor, visit, client_visitor, session, user_id, hostname, path,
        source, visit_referrer, channel, utm_source, utm_medium, utm_campaign, utm_content, utm_term, click_id,
        browser, browser_version, os, os_version, device, country, region, city, language, screen_width, screen_height,
        interactive, bot_reason, opted_out, demo, own_acquisition, first_touch
        """;

    /// <param name="visit">Null iff the event has no visitor.</param>
    /// <param name="acquisition">The visit's.</param>
    /// <param name="own">The event's own acquisition, packed, where it has one that is not the visit's by being its first.</param>
    public static void Append(DuckDbAppender events, Event e, long? visit, Acquisition acquisition, string? own)
    {
        var row = events.CreateRow()
            .AppendValue(e.Project.Value)
            .AppendValue(e.Id)
            .AppendValue(e.Time)
            .AppendValue(e.ReceivedAt)
            .AppendValue(e.Name)
            .AppendValue(e.Visitor?.Value)
            .AppendValue(visit)
            .AppendValue(e.ClientVisitor)
            .AppendValue(e.Session)
            .AppendValue(e.User)
            .AppendValue(e.Hostname)
            .AppendValue(e.Path)
            .AppendValue(e.UrlQuery)
            .AppendValue(e.Title)
            .AppendValue(e.Referrer);
        VisitTable.Append(row, acquisition);
        VisitTable.Append(row, e.Client, e.Place);
        row.AppendValue(e.Language)
            .AppendValue((int?)e.ScreenWidth)
            .AppendValue((int?)e.ScreenHeight)
            .AppendValue(e.EngagementMs)
            .AppendValue((int?)e.ScrollDepth)
            .AppendValue(e.DurationMs)
            .AppendValue(e.Revenue?.Amount)
            .AppendValue(e.Revenue?.Currency)
            .AppendValue(e.Interactive)
            .AppendValue(e.BotReason)
            .AppendValue(e.OptedOut)
            .AppendValue(e.Demo)
            .AppendValue(e.Library)
            .AppendValue(e.Props.Count == 0 ? null : e.Props)
            .AppendValue(e.Numbers.Count == 0 ? null : e.Numbers)
            .AppendValue(e.Groups.Count == 0 ? null : e.Groups)
            .AppendValue(own)
            .AppendValue(AcquisitionText.PackFirstTouch(e.FirstTouch))
            .EndRow();
    }

    /// <summary>What visits are made of; titles, props and the like stay in the store.</summary>
    public static StoredRow Read(DuckDbChunk chunk, int row)
    {
        var own = chunk.Column(36).GetString(row);
        var e = new Event
        {
            Project = new ProjectNumber((int)chunk.Column(0).GetInt64(row)),
            Id = chunk.Column(1).GetGuid(row),
            Time = chunk.Column(2).GetDateTime(row),
            ReceivedAt = chunk.Column(3).GetDateTime(row),
            Name = chunk.Column(4).GetString(row)!,
            Visitor = chunk.Column(5).IsValid(row) ? new VisitorId(chunk.Column(5).GetUInt64(row)) : null,
            ClientVisitor = chunk.Column(7).GetString(row),
            Session = chunk.Column(8).GetString(row),
            User = chunk.Column(9).GetString(row),
            Hostname = chunk.Column(10).GetString(row),
            Path = chunk.Column(11).GetString(row),
            Acquisition = AcquisitionText.Unpack(own),
            FirstTouch = AcquisitionText.UnpackFirstTouch(chunk.Column(37).GetString(row)),
            Client = VisitTable.ReadClient(chunk, row, 21),
            Place = VisitTable.ReadPlace(chunk, row, 26),
            Language = chunk.Column(29).GetString(row),
            ScreenWidth = VisitTable.ReadPixels(chunk, row, 30),
            ScreenHeight = VisitTable.ReadPixels(chunk, row, 31),
            Interactive = chunk.Column(32).GetBoolean(row),
            BotReason = chunk.Column(33).GetString(row),
            OptedOut = chunk.Column(34).GetBoolean(row),
            Demo = chunk.Column(35).GetBoolean(row),
        };
        var visit = chunk.Column(6).IsValid(row) ? chunk.Column(6).GetInt64(row) : (long?)null;
        return new StoredRow(e, visit, VisitTable.ReadAcquisition(chunk, row, 12), own);
    }

    /// <param name="Event">Its acquisition is its own one, as far as <paramref name="Own"/> tells.</param>
    internal sealed record StoredRow(Event Event, long? Visit, Acquisition VisitAcquisition, string? Own);
}
