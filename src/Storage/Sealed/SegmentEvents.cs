using Footfall.Events;
using Footfall.Storage.Events;

namespace Footfall.Storage.Sealed;

/// <summary>
/// Makes of a segment's rows the events that went into it, as they were before a visit was found for them. Rows have to come in the segment's order, by which
/// the first of each visit is told. One for each segment.
/// </summary>
/// <param name="project">The number that all events get, whatever the segment says.</param>
public sealed class SegmentEvents(ProjectNumber project)
{
    private readonly HashSet<long> visits = [];

    /// <exception cref="InvalidDataException">It is no row of the table.</exception>
    public Event Read(ISegmentRow row)
    {
        try
        {
            return Make(row);
        }
        catch (Exception error) when (error is InvalidCastException or OverflowException or ArgumentException)
        {
            throw new InvalidDataException($"A row of the segment has something else in it than the table: {error.Message}", error);
        }
    }

    private Event Make(ISegmentRow row) => new()
    {
        Project = project,
        Id = Required(row.Id("id")),
        Time = Required(row.Time("time")),
        ReceivedAt = Required(row.Time("received_at")),
        Name = row.Text("name") ?? throw Missing(),
        Visitor = row.Unsigned("visitor") is { } visitor ? new VisitorId(visitor) : null,
        ClientVisitor = row.Text("client_visitor"),
        Session = row.Text("session"),
        User = row.Text("user_id"),
        Hostname = row.Text("hostname"),
        Path = row.Text("path"),
        UrlQuery = row.Text("url_query"),
        Title = row.Text("title"),
        Referrer = row.Text("referrer"),
        Acquisition = AcquisitionOf(row),
        FirstTouch = AcquisitionText.UnpackFirstTouch(row.Text("first_touch")),
        Client = new Client(row.Text("browser"), row.Text("browser_version"), row.Text("os"), row.Text("os_version"), row.Text("device")),
        Place = new Place(row.Text("country"), row.Text("region"), row.Text("city")),
        Language = row.Text("language"),
        ScreenWidth = checked((ushort?)row.Integer("screen_width")),
        ScreenHeight = checked((ushort?)row.Integer("screen_height")),
        EngagementMs = checked((uint?)row.Integer("engagement_ms")),
        ScrollDepth = checked((byte?)row.Integer("scroll_depth")),
        DurationMs = checked((uint?)row.Integer("duration_ms")),
        Revenue = row.Amount("revenue_amount") is { } amount && row.Text("revenue_currency") is { } currency ? new Revenue(amount, currency) : null,
        Interactive = Required(row.Flag("interactive")),
        BotReason = row.Text("bot_reason"),
        OptedOut = Required(row.Flag("opted_out")),
        Demo = Required(row.Flag("demo")),
        Library = row.Text("library"),
        Props = row.Texts("props"),
        Numbers = row.Numbers("numbers"),
        Groups = row.Texts("groups"),
    };

    /// <summary>The first of a visit, and an event in none, have their own in the visit's columns.</summary>
    private Acquisition AcquisitionOf(ISegmentRow row)
    {
        if (row.Integer("visit") is { } visit && !visits.Add(visit)) return AcquisitionText.Unpack(row.Text("own_acquisition"));
        return new Acquisition
        {
            Source = row.Text("source"),
            Referrer = row.Text("visit_referrer"),
            Channel = row.Text("channel") ?? Acquisition.Direct.Channel,
            UtmSource = row.Text("utm_source"),
            UtmMedium = row.Text("utm_medium"),
            UtmCampaign = row.Text("utm_campaign"),
            UtmContent = row.Text("utm_content"),
            UtmTerm = row.Text("utm_term"),
            ClickId = row.Text("click_id"),
        };
    }

    private static T Required<T>(T? value)
        where T : struct => value ?? throw Missing();

    private static InvalidDataException Missing() => new("A row of the segment lacks what every event has.");
}
