namespace Footfall.Query.Tests.Store;

/// <summary>A visit as the store would have made it: events of one visitor with gaps of less than 30 minutes, bots apart from people.</summary>
internal sealed record Sojourn(long Id, IReadOnlyList<Happening> Events)
{
    public Happening First => Events[0];

    public DateTime StartedAt => Events[0].Time;

    public DateTime EndedAt => Events[^1].Time;

    public IEnumerable<Happening> Pageviews => Events.Where(e => e.Name == "pageview");

    public Happening? Entry => Pageviews.FirstOrDefault();

    public Happening? Exit => Pageviews.LastOrDefault();

    public int Counted => Events.Count(e => e.IsCounted);

    public bool IsBounce => Pageviews.Count() <= 1 && !Events.Any(e => e is { IsCounted: true, Interactive: true } && e.Name != "pageview");

    /// <summary>As Storage packs an acquisition; null for a direct one.</summary>
    private static string? OwnOf(Happening e)
    {
        string?[] fields = [e.Source, e.More.GetValueOrDefault("visit_referrer"), e.Channel, e.More.GetValueOrDefault("utm_source"), e.More.GetValueOrDefault("utm_medium"), e.Campaign, null, null, null];
        return e.Source is null && e.Channel == "Direct" && e.Campaign is null ? null : string.Join('\u001F', fields);
    }

    /// <summary>The events in order of time, each with its visit.</summary>
    public static (IReadOnlyList<Happening> Events, IReadOnlyList<Sojourn> Visits) Make(IEnumerable<Happening> happenings)
    {
        var visits = new List<Sojourn>();
        var events = new List<Happening>();
        foreach (var group in happenings.OrderBy(e => e.Time).GroupBy(e => (e.Visitor, IsBot: e.BotReason is not null)))
        {
            if (group.Key.Visitor is null)
            {
                events.AddRange(group);
                continue;
            }

            var open = new List<Happening>();
            foreach (var happening in group)
            {
                if (open.Count > 0 && happening.Time - open[^1].Time >= TimeSpan.FromMinutes(30)) Close(open);
                open.Add(happening);
            }

            Close(open);
        }

        return ([.. events.OrderBy(e => e.Time)], visits);

        void Close(List<Happening> open)
        {
            var visit = new Sojourn(visits.Count + 1, [.. open]);
            visits.Add(visit);
            events.AddRange(open.Select(e => e with { Visit = visit, Source = visit.First.Source, Channel = visit.First.Channel, Campaign = visit.First.Campaign, More = visit.First.More, Own = ReferenceEquals(e, visit.First) ? null : OwnOf(e) }));
            open.Clear();
        }
    }
}
