using Footfall.Events;

namespace Footfall.Storage.Events.Visits;

/// <summary>
/// What is known of a visit: the row of <c>visits</c>, and the order of the events that decided it. A visit that was read back from its row has lost
/// the ids behind its times (<see cref="OrderKnown"/> is false): then only events after its last one can be added without looking at its events.
/// Owned by the thread that commits. A commit changes it in place: one that fails must forget all visits in memory.
/// </summary>
internal sealed class Visit
{
    private EventOrder entry;
    private EventOrder exit;
    private EventOrder named;
    private EventOrder touched;

    public required long Number { get; set; }

    public required VisitorKey Visitor { get; init; }

    /// <summary>The first event; its id is empty where the order is not known. All but pages, user and counts comes from it.</summary>
    public required EventOrder First { get; set; }

    public required EventOrder Last { get; set; }

    public bool OrderKnown { get; init; } = true;

    /// <summary>The client's session that the visit belongs to: null until an event brings one.</summary>
    public string? Session { get; set; }

    public uint Pageviews { get; set; }

    public uint Events { get; set; }

    /// <summary>True once there was a counted event, other than a pageview, that is an interaction.</summary>
    public bool Interacted { get; set; }

    public string? EntryPage { get; set; }

    public string? EntryHostname { get; set; }

    public string? ExitPage { get; set; }

    public string? ExitHostname { get; set; }

    public required Acquisition Acquisition { get; set; }

    /// <summary>Where the visitor's first visit came from, as the first event of the visit that says so has it.</summary>
    public Acquisition? FirstTouch { get; set; }

    public required Client Client { get; set; }

    public required Place Place { get; set; }

    public string? Language { get; set; }

    public ushort? ScreenWidth { get; init; }

    public ushort? ScreenHeight { get; init; }

    /// <summary>The last user that the client named during the visit.</summary>
    public string? User { get; set; }

    public string? BotReason { get; init; }

    public bool Demo { get; init; }

    /// <summary>True where the client named the visitor: only such visits are numbered.</summary>
    public bool Identified { get; set; }

    /// <summary>From 1, by start; null for visitors that live a day only and for bots.</summary>
    public uint? VisitNumber { get; set; }

    /// <summary>True where the store holds a row of this visit, perhaps an older one.</summary>
    public bool Stored { get; set; }

    /// <summary>True where the row in the store, if there is one, no longer says what is known.</summary>
    public bool Changed { get; set; }

    public bool IsBounce => Pageviews <= 1 && !Interacted;

    public bool NeedsNumber => Identified && Visitor is { IsBot: false };

    /// <summary>How many usual visits need as much memory, at most: texts are a stranger's to choose.</summary>
    public int Weight => 1 + (TextLength / 1024);

    private int TextLength =>
        AcquisitionText.Length(Acquisition) + AcquisitionText.Length(FirstTouch) + AcquisitionText.Length(Session) + AcquisitionText.Length(User)
        + AcquisitionText.Length(EntryPage) + AcquisitionText.Length(EntryHostname) + AcquisitionText.Length(ExitPage) + AcquisitionText.Length(ExitHostname)
        + AcquisitionText.Length(Language);

    /// <summary>The visit that an event begins; the event still has to be added.</summary>
    public static Visit BeginWith(Event e, long number) => new()
    {
        Number = number,
        Visitor = VisitorKey.Of(e),
        First = EventOrder.Of(e),
        Last = EventOrder.Of(e),
        Acquisition = e.Acquisition,
        Client = e.Client,
        Place = e.Place,
        Language = e.Language,
        ScreenWidth = e.ScreenWidth,
        ScreenHeight = e.ScreenHeight,
        BotReason = e.BotReason,
        Demo = e.Demo,
    };

    /// <summary>Counts an event in. It must not be earlier than the first one; where the order is not known, <see cref="CanTake"/> must allow it.</summary>
    public void Add(Event e)
    {
        var at = EventOrder.Of(e);
        Changed = true;
        if (at > Last)
            Last = at;
        Session ??= e.Session;
        Identified |= e.ClientVisitor is not null;
        if (e.User is not null && (User is null || at >= named))
            (User, named) = (e.User, at);
        if (e.FirstTouch is not null && (FirstTouch is null || at < touched))
            (FirstTouch, touched) = (e.FirstTouch, at);
        if (e.Name == EventNames.Pageview)
            AddPageview(e, at);
        Count(e);
    }

    /// <summary>
    /// Counts in an event of which it is not known what it would change: the visit comes to span it, and keeps the origin, the pages and the user that it
    /// has. Only for visits read back from their rows, and for events that are not after the last one.
    /// </summary>
    public void Attach(Event e)
    {
        Changed = true;
        if (e.Time < First.Time)
            First = new EventOrder(e.Time, Guid.Empty);
        Session ??= e.Session;
        Identified |= e.ClientVisitor is not null;
        User ??= e.User;
        FirstTouch ??= e.FirstTouch;
        if (e.Name == EventNames.Pageview && Pageviews++ == 0)
            (EntryPage, EntryHostname, ExitPage, ExitHostname) = (e.Path, e.Hostname, e.Path, e.Hostname);
        Count(e);
    }

    /// <summary>How far a moment lies outside of the visit.</summary>
    public TimeSpan DistanceTo(DateTime time) => time < First.Time ? First.Time - time : time > Last.Time ? time - Last.Time : TimeSpan.Zero;

    /// <summary>True where <see cref="Add"/> needs no more than is known.</summary>
    public bool CanTake(Event e)
    {
        if (OrderKnown)
            return EventOrder.Of(e) > First;
        return e.Time > Last.Time || (e.Time > First.Time && e.Time < Last.Time && e.Name != EventNames.Pageview && e is { User: null, FirstTouch: null });
    }

    /// <summary>True where the event is known to come after every event of the visit.</summary>
    public bool EndsBefore(Event e) => e.Time > Last.Time || (OrderKnown && EventOrder.Of(e) > Last);

    /// <summary>Lets equal values of all visits in memory be one object.</summary>
    public void Share(ValuePool pool)
    {
        Acquisition = pool.Share(Acquisition);
        FirstTouch = FirstTouch is null ? null : pool.Share(FirstTouch);
        Client = pool.Share(Client);
        Place = pool.Share(Place);
        Language = pool.Share(Language);
        EntryPage = pool.Share(EntryPage);
        EntryHostname = pool.Share(EntryHostname);
        ExitPage = pool.Share(ExitPage);
        ExitHostname = pool.Share(ExitHostname);
    }

    private void Count(Event e)
    {
        if (EventNames.IsNeverCounted(e.Name))
            return;
        Events++;
        Interacted |= e.Interactive && e.Name != EventNames.Pageview;
    }

    private void AddPageview(Event e, EventOrder at)
    {
        if (Pageviews == 0 || at < entry)
            (EntryPage, EntryHostname, entry) = (e.Path, e.Hostname, at);
        if (Pageviews == 0 || at >= exit)
            (ExitPage, ExitHostname, exit) = (e.Path, e.Hostname, at);
        Pageviews++;
    }
}
