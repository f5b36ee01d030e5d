using Footfall.Events;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;

namespace Footfall.Query.Tests.Store;

/// <summary>
/// Answers questions slowly and plainly: it looks at every event and every visit, as docs/metrics.md words the definitions, and shares with the product
/// nothing but the parsed question and the instants of its range.
/// </summary>
internal sealed class Reference(IReadOnlyList<Happening> events, IReadOnlyList<Sojourn> visits, IReadOnlyList<Goal> goals, TimeZoneInfo zone, TimeRange range, Question question)
{
    private readonly bool asksForBots = question.Concerns(d => d.IsBot);

    private TimeUnit Unit => question.Dimensions.Single(d => d.IsTime).Unit!.Value is var unit && unit == TimeUnit.Auto ? Buckets.Choose(range) : unit;

    public IReadOnlyList<string> Rows()
    {
        var rows = Measured(question.Dimensions, question.Filters);
        if (question.Dimensions.Count == 0 && rows.Count == 0) rows[new RowKey([])] = [];
        var ordered = rows.Keys
            .Select(key => (Key: key, Metrics: question.Metrics.Select(metric => Value(metric, key, rows[key])).ToList()))
            .OrderBy(row => row, Comparer<(RowKey Key, List<double?> Metrics)>.Create(Compare));
        return [.. ordered.Skip(question.Pagination.Offset).Take(question.Pagination.Limit)
            .Select(row => $"{string.Join(", ", row.Key.Labels)}: {string.Join(", ", row.Metrics.Select((m, i) => question.Metrics[i].IsRevenue() ? Amount(m, row.Key) : QuestionStore.Text(m)))}")];
    }

    private string Amount(double? amount, RowKey key) =>
        amount is null ? "null" : new Footfall.Query.Results.RevenueValue(Math.Round((decimal)amount.Value, 3, MidpointRounding.AwayFromZero), CurrencyOf(key)!).Long;

    /// <summary>The currency of the row's goal, or the only one of the goals that the filters name.</summary>
    private string? CurrencyOf(RowKey key)
    {
        var place = question.Dimensions.ToList().FindIndex(d => d.IsGoal);
        if (place >= 0) return goals.Single(g => g.DisplayName == key.Parts[place]).Currency;
        var named = question.Filters.OfType<Filter.Condition>().Where(c => c.Dimension.IsGoal).ToList();
        var currencies = named.Count == 0 ? [] : goals.Where(g => named.All(c => Names(c, g))).Select(g => g.Currency).OfType<string>().Distinct().ToList();
        return currencies.Count == 1 ? currencies[0] : null;
    }

    /// <summary>Revenue is told where some goal of the question has a currency: otherwise it makes no rows either.</summary>
    private bool TellsRevenue => question.GroupsBy(d => d.IsGoal)
        ? goals.Any(g => g.Currency is not null && question.Filters.OfType<Filter.Condition>().Where(c => c.Dimension.IsGoal).All(c => Names(c, g)))
        : CurrencyOf(new RowKey([])) is not null;

    private sealed record RowKey(IReadOnlyList<string> Parts)
    {
        /// <summary>Time parts carry the instant in front, so that they sort and so that a repeated hour is two.</summary>
        public IEnumerable<string> Labels => Parts.Select(part => part.Contains('|', StringComparison.Ordinal) ? part[(part.IndexOf('|', StringComparison.Ordinal) + 1)..] : part);

        public bool Equals(RowKey? other) => other is not null && Parts.SequenceEqual(other.Parts);

        public override int GetHashCode() => Parts.Aggregate(0, HashCode.Combine);
    }

    // ---- what is looked at

    private IEnumerable<Happening> InRange => events.Where(e => e.Time >= range.From && e.Time < range.To && (asksForBots || e.BotReason is null));

    private IEnumerable<Sojourn> Overlapping => visits.Where(v => v.StartedAt < range.To && v.EndedAt >= range.From && v.Counted > 0 && (asksForBots || v.First.BotReason is null));

    private static bool IsAboutEvents(IEnumerable<Dimension> dimensions, IEnumerable<Filter> filters) =>
        dimensions.Any(d => d.Scope == DimensionScope.Event) || filters.Any(f => f.Conditions.Any(c => c.Dimension.Scope == DimensionScope.Event));

    private Dictionary<RowKey, Dictionary<Measure, double?>> Measured(IReadOnlyList<Dimension> dimensions, IReadOnlyList<Filter> filters)
    {
        var bound = BindHosts(filters);
        var rows = new Dictionary<RowKey, Dictionary<Measure, double?>>();
        var aboutEvents = IsAboutEvents(dimensions, bound);
        var counted = InRange.Where(e => Counts(e, dimensions, bound) && bound.All(f => Holds(f, e))).ToList();
        var asksPeople = question.Metrics.Any(m => m is Metric.Visitors or Metric.Visits or Metric.Percentage or Metric.ConversionRate or Metric.GroupConversionRate);
        var asksEvents = question.Metrics.Any(m => m is Metric.Pageviews or Metric.Events || m.IsRevenue());
        var asksVisits = question.Metrics.Any(m => m.IsOfWholeVisits());
        var asksEngagement = question.Metrics.Any(m => m is Metric.ScrollDepth or Metric.TimeOnPage);

        if (asksEvents || (asksPeople && aboutEvents))
        {
            foreach (var group in Grouped(counted, e => KeysOf(e, dimensions)))
            {
                var row = Row(group.Key);
                row[Measure.Pageviews] = group.Items.Count(e => e.Name == "pageview");
                row[Measure.Events] = group.Items.Count;
                var sales = group.Items.Where(e => e.Amount is not null && e.Currency == CurrencyOf(group.Key)).Select(e => e.Amount!.Value).ToList();
                row[Measure.RevenueEvents] = sales.Count;
                row[Measure.Revenue] = (double)sales.Sum();
                if (!aboutEvents) continue;
                row[Measure.Visitors] = group.Items.Select(e => e.Visitor).OfType<ulong>().Distinct().Count();
                row[Measure.Visits] = group.Items.Select(e => e.Visit?.Id).OfType<long>().Distinct().Count();
            }
        }

        if (asksPeople && !aboutEvents)
        {
            foreach (var group in Grouped(Overlapping.Where(v => HoldsForVisit(bound, v)), v => KeysOf(v, dimensions, Instants(v))))
            {
                var row = Row(group.Key);
                row[Measure.Visitors] = group.Items.Select(v => v.First.Visitor).Distinct().Count();
                row[Measure.Visits] = group.Items.Count;
            }
        }

        var mayMakeRows = !(aboutEvents && (asksPeople || asksEvents));
        if (asksVisits)
        {
            var ofPages = dimensions.Any(d => d.IsPage);
            var renamed = ofPages ? [.. bound.Select(f => FilterTerms.Rename(f, d => d.IsPage, Dimensions.EntryPage))] : bound;
            var asked = ofPages ? dimensions.Select(d => d.IsPage ? Dimensions.EntryPage : d).ToList() : dimensions;
            foreach (var group in Grouped(Overlapping.Where(v => HoldsForVisit(renamed, v)), v => KeysOf(v, asked, [Min(v.EndedAt, range.To.AddTicks(-1))])))
            {
                if (!mayMakeRows && !rows.ContainsKey(group.Key)) continue;
                var row = Row(group.Key);
                row[Measure.EndedVisits] = group.Items.Count;
                row[Measure.Bounces] = group.Items.Count(v => v.IsBounce);
                row[Measure.Duration] = group.Items.Sum(v => (v.EndedAt - v.StartedAt).TotalSeconds);
                row[Measure.VisitPageviews] = group.Items.Sum(v => v.Pageviews.Count());
            }
        }

        if (asksEngagement)
        {
            var engaged = InRange.Where(e => e.Visit is not null && (e.ScrollDepth ?? e.EngagementMs) is not null && bound.All(f => Holds(f, e)));
            foreach (var group in Grouped(engaged, e => KeysOf(e, dimensions)))
            {
                if (!mayMakeRows && !rows.ContainsKey(group.Key)) continue;
                var row = Row(group.Key);
                var byVisit = group.Items.GroupBy(e => e.Visit!.Id).ToList();
                row[Measure.ScrollDepth] = byVisit.Where(v => v.Any(e => e.ScrollDepth is not null)).Select(v => (double?)v.Max(e => e.ScrollDepth ?? 0)).Average();
                row[Measure.TimeOnPage] = byVisit.Where(v => v.Any(e => e.EngagementMs is not null)).Select(v => (double?)v.Sum(e => e.EngagementMs ?? 0)).Average() / 1000;
            }
        }

        return rows;

        Dictionary<Measure, double?> Row(RowKey key) => rows.TryGetValue(key, out var row) ? row : rows[key] = [];
    }

    private double Visitors(IReadOnlyList<Dimension> dimensions, IReadOnlyList<Filter> bound, RowKey key) =>
        IsAboutEvents(dimensions, bound)
            ? InRange.Where(e => Counts(e, dimensions, bound) && bound.All(f => Holds(f, e)) && KeysOf(e, dimensions).Contains(key)).Select(e => e.Visitor).OfType<ulong>().Distinct().Count()
            : Overlapping.Where(v => HoldsForVisit(bound, v) && KeysOf(v, dimensions, Instants(v)).Contains(key)).Select(v => v.First.Visitor).Distinct().Count();

    // ---- metrics

    private double? Value(Metric metric, RowKey key, Dictionary<Measure, double?> row)
    {
        double Of(Measure measure) => row.GetValueOrDefault(measure) ?? 0;
        double Ratio(double dividend, double divisor, int decimals) => divisor == 0 ? 0 : Round(dividend / divisor, decimals);
        var bound = BindHosts(question.Filters);
        var others = bound.SelectMany(Conjuncts).Where(f => !(f.AllConditions.Any() && f.AllConditions.All(c => c.Dimension.IsGoal || c.Dimension.Property is not null) && !HasDone(f))).ToList();
        switch (metric)
        {
            case Metric.Visitors: return Of(Measure.Visitors);
            case Metric.Visits: return Of(Measure.Visits);
            case Metric.Pageviews: return Of(Measure.Pageviews);
            case Metric.Events: return Of(Measure.Events);
            case Metric.BounceRate: return Ratio(100 * Of(Measure.Bounces), Of(Measure.EndedVisits), 0);
            case Metric.VisitDuration: return Ratio(Of(Measure.Duration), Of(Measure.EndedVisits), 0);
            case Metric.ViewsPerVisit: return Ratio(Of(Measure.VisitPageviews), Of(Measure.EndedVisits), 2);
            case Metric.ScrollDepth: return row.GetValueOrDefault(Measure.ScrollDepth) is { } depth ? Round(depth, 0) : null;
            case Metric.TimeOnPage: return row.GetValueOrDefault(Measure.TimeOnPage) is { } time ? Round(time, 0) : null;
            case Metric.Percentage: return Ratio(100 * Of(Measure.Visitors), Visitors([], bound, new RowKey([])), 2);
            case Metric.ConversionRate: return Ratio(100 * Of(Measure.Visitors), Visitors([], others, new RowKey([])), 2);
            case Metric.GroupConversionRate:
                var kept = question.Dimensions.Select((d, i) => (d, i)).Where(x => !x.d.IsGoal).ToList();
                return Ratio(100 * Of(Measure.Visitors), Visitors([.. kept.Select(x => x.d)], others, new RowKey([.. kept.Select(x => key.Parts[x.i])])), 2);
            case Metric.TotalRevenue: return TellsRevenue && CurrencyOf(key) is not null ? Of(Measure.Revenue) : null;
            case Metric.AverageRevenue: return TellsRevenue && CurrencyOf(key) is not null && Of(Measure.RevenueEvents) > 0 ? Of(Measure.Revenue) / Of(Measure.RevenueEvents) : null;
            default: throw new NotSupportedException($"{metric}");
        }
    }

    private static double Round(double value, int decimals) => Math.Round(value * Math.Pow(10, decimals), MidpointRounding.AwayFromZero) / Math.Pow(10, decimals);

    private int Compare((RowKey Key, List<double?> Metrics) a, (RowKey Key, List<double?> Metrics) b)
    {
        var time = question.Dimensions.ToList().FindIndex(d => d.IsTime);
        IEnumerable<OrderBy> order = question.OrderBy.Count > 0 ? question.OrderBy : time >= 0 ? [new OrderBy(false, time, false), new OrderBy(true, 0, true)] : [new OrderBy(true, 0, true)];
        foreach (var term in order)
        {
            if (!term.IsMetric && string.CompareOrdinal(a.Key.Parts[term.Index], b.Key.Parts[term.Index]) is var byDimension and not 0) return term.Descending ? -byDimension : byDimension;
            if (!term.IsMetric) continue;
            var (x, y) = (a.Metrics[term.Index], b.Metrics[term.Index]);
            if (x is null != y is null) return x is null ? 1 : -1;
            if (x is not null && x.Value.CompareTo(y!.Value) is var byMetric and not 0) return term.Descending ? -byMetric : byMetric;
        }

        return a.Key.Parts.Zip(b.Key.Parts, string.CompareOrdinal).FirstOrDefault(c => c != 0);
    }

    // ---- filters

    private static IEnumerable<Filter> Conjuncts(Filter filter) => filter is Filter.And and ? and.Parts.SelectMany(Conjuncts) : [filter];

    private static bool HasDone(Filter filter) => filter switch
    {
        Filter.Done => true,
        Filter.Not not => HasDone(not.Inner),
        Filter.And and => and.Parts.Any(HasDone),
        Filter.Or or => or.Parts.Any(HasDone),
        _ => false,
    };

    private IReadOnlyList<Filter> BindHosts(IReadOnlyList<Filter> filters)
    {
        var dimensions = question.Dimensions.Where(d => d.Scope == DimensionScope.Visit).ToList();
        var exit = dimensions.Where(d => d.Name.StartsWith("visit:exit_page", StringComparison.Ordinal)).ToList();
        var hosts = filters.SelectMany(Conjuncts).Where(f => f.AllConditions.Any() && f.AllConditions.All(c => c.Dimension.IsHostname) && !HasDone(f)).ToList();
        return
        [
            .. filters,
            .. dimensions.Count > exit.Count ? hosts.Select(f => FilterTerms.Rename(f, d => d.IsHostname, Dimensions.EntryHostname)) : [],
            .. exit.Count > 0 ? hosts.Select(f => FilterTerms.Rename(f, d => d.IsHostname, Dimensions.ExitHostname)) : [],
        ];
    }

    private bool Counts(Happening e, IReadOnlyList<Dimension> dimensions, IReadOnlyList<Filter> filters)
    {
        if (e.IsCounted) return true;
        var names = filters.SelectMany(f => f.Conditions).Where(c => c is { Operator: FilterOperator.Is, Negated: false, Dimension.Name: "event:name" }).SelectMany(c => c.Values).Select(v => v.Text);
        var named = filters.SelectMany(f => f.Conditions).Where(c => c.Dimension.IsGoal).ToList();
        return names.Contains(e.Name) || goals.Any(g => g.EventName == e.Name && (dimensions.Any(d => d.IsGoal) || named.Any(c => Names(c, g))));
    }

    private bool Holds(Filter filter, Happening e) => filter switch
    {
        Filter.And and => and.Parts.All(part => Holds(part, e)),
        Filter.Or or => or.Parts.Any(part => Holds(part, e)),
        Filter.Not not => !Holds(not.Inner, e),
        Filter.Done done => HasDone(done, e.Visitor),
        Filter.Condition { Dimension.IsGoal: true } condition => goals.Any(goal => Names(condition, goal) && Reaches(goal, e)),
        Filter.Condition condition => Compares(condition, ValueOf(condition.Dimension, e)),
        _ => throw new NotSupportedException(),
    };

    private bool HoldsForVisit(IReadOnlyList<Filter> filters, Sojourn visit)
    {
        var terms = filters.SelectMany(Conjuncts).ToList();
        var aboutEvents = terms.Where(t => t.Conditions.Any(c => c.Dimension.Scope == DimensionScope.Event)).ToList();
        return terms.Except(aboutEvents).All(t => Holds(t, visit))
            && (aboutEvents.Count == 0 || InRange.Any(e => e.Visit?.Id == visit.Id && Counts(e, [], aboutEvents) && aboutEvents.All(t => Holds(t, e))));
    }

    private bool Holds(Filter filter, Sojourn visit) => filter switch
    {
        Filter.And and => and.Parts.All(part => Holds(part, visit)),
        Filter.Or or => or.Parts.Any(part => Holds(part, visit)),
        Filter.Not not => !Holds(not.Inner, visit),
        Filter.Done done => HasDone(done, visit.First.Visitor),
        Filter.Condition condition => Compares(condition, ValueOf(condition.Dimension, visit)),
        _ => throw new NotSupportedException(),
    };

    private bool HasDone(Filter.Done done, ulong? visitor) =>
        visitor is not null && InRange.Any(e => e.Visitor == visitor && Counts(e, [], [done.Inner]) && Holds(done.Inner, e));

    private static bool Compares(Filter.Condition condition, string? value)
    {
        var comparison = condition.CaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        var texts = condition.Values.Select(v => v.Text!);
        var holds = condition.Operator switch
        {
            FilterOperator.Is => texts.Any(v => v == condition.Dimension.Absent ? value is null : value is not null && (value.Equals(v, comparison) || (condition.Dimension.TakesWildcards && v.Contains('*', StringComparison.Ordinal) && Wild(v, value, condition)))),
            FilterOperator.Contains => value is not null && texts.Any(v => value.Contains(v, comparison)),
            FilterOperator.Matches => value is not null && texts.Any(v => System.Text.RegularExpressions.Regex.IsMatch(value, v, condition.CaseSensitive ? default : System.Text.RegularExpressions.RegexOptions.IgnoreCase)),
            _ => value is not null && texts.Any(v => Wild(v, value, condition)),
        };
        if (!condition.Negated) return holds;
        return !holds && (value is not null || condition.Dimension.Property is null || condition.Operator == FilterOperator.Is);
    }

    private static bool Wild(string pattern, string value, Filter.Condition condition) =>
        condition.CaseSensitive ? Wild(pattern, value) : Wild(pattern.ToLowerInvariant(), value.ToLowerInvariant());

    private static bool Wild(string pattern, string value)
    {
        if (pattern.Length == 0) return value.Length == 0;
        if (pattern.StartsWith("**", StringComparison.Ordinal)) return Enumerable.Range(0, value.Length + 1).Any(i => Wild(pattern[2..], value[i..]));
        if (pattern[0] == '*') return Enumerable.Range(0, value.Length + 1).TakeWhile(i => i == 0 || value[i - 1] != '/').Any(i => Wild(pattern[1..], value[i..]));
        return value.Length > 0 && value[0] == pattern[0] && Wild(pattern[1..], value[1..]);
    }

    private static bool Names(Filter.Condition condition, Goal goal)
    {
        var comparison = condition.CaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return condition.Values.Select(value => value.Text!).Any(v => condition.Operator == FilterOperator.Contains ? goal.DisplayName.Contains(v, comparison) : goal.DisplayName.Equals(v, comparison));
    }

    private static bool Reaches(Goal goal, Happening e) =>
        goal.EventName is { } name ? e.Name == name : e.Name == "pageview" && e.Path is { } path && Wild(goal.PagePath!, path);

    // ---- keys

    private static IEnumerable<(RowKey Key, List<T> Items)> Grouped<T>(IEnumerable<T> items, Func<T, IEnumerable<RowKey>> keysOf) =>
        items.SelectMany(item => keysOf(item).Select(key => (key, item))).GroupBy(pair => pair.key, pair => pair.item).Select(group => (group.Key, group.ToList()));

    private List<RowKey> KeysOf(Happening e, IReadOnlyList<Dimension> dimensions) =>
        Cross(dimensions, dimension => dimension switch
        {
            { IsTime: true } => [TimeKey(e.Time)],
            { IsGoal: true } => [.. goals.Where(g => Reaches(g, e) && question.Filters.OfType<Filter.Condition>().Where(c => c.Dimension.IsGoal).All(c => Names(c, g))).Select(g => g.DisplayName)],
            _ => RowOf(dimension, ValueOf(dimension, e)),
        });

    private List<RowKey> KeysOf(Sojourn visit, IReadOnlyList<Dimension> dimensions, IReadOnlyList<DateTime> instants) =>
        Cross(dimensions, dimension => dimension.IsTime ? [.. instants.Select(TimeKey).Distinct()] : RowOf(dimension, ValueOf(dimension, visit)));

    /// <summary>None for what has no page, in a breakdown by pages.</summary>
    private static string[] RowOf(Dimension dimension, string? value) =>
        value is null && dimension.Name is ("event:page" or "visit:entry_page" or "visit:exit_page") ? [] : [value ?? dimension.Absent];

    private static List<RowKey> Cross(IReadOnlyList<Dimension> dimensions, Func<Dimension, IReadOnlyList<string>> partsOf)
    {
        IEnumerable<IReadOnlyList<string>> keys = [[]];
        foreach (var dimension in dimensions)
        {
            var parts = partsOf(dimension);
            keys = keys.SelectMany(key => parts.Select(part => (IReadOnlyList<string>)[.. key, part])).ToList();
        }

        return [.. keys.Select(key => new RowKey(key))];
    }

    /// <summary>Twice a minute while it lasted, its ends included.</summary>
    private List<DateTime> Instants(Sojourn visit)
    {
        var (from, to) = (visit.StartedAt > range.From ? visit.StartedAt : range.From, Min(visit.EndedAt, range.To.AddTicks(-1)));
        var instants = new List<DateTime> { to };
        for (var at = from; at < to; at += TimeSpan.FromSeconds(30)) instants.Add(at);
        return instants;
    }

    private string TimeKey(DateTime utc)
    {
        var offset = zone.GetUtcOffset(utc);
        var local = utc + offset;
        var day = local.Date;
        var first = (range.From + zone.GetUtcOffset(range.From)).Date;
        var start = Unit switch
        {
            TimeUnit.Minute => local.Date.AddMinutes(Math.Floor(local.TimeOfDay.TotalMinutes)),
            TimeUnit.Hour => local.Date.AddHours(local.Hour),
            TimeUnit.Day => day,
            TimeUnit.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)) is var monday && monday < first ? first : monday,
            _ => new DateTime(day.Year, day.Month, 1),
        };
        return Unit is TimeUnit.Minute or TimeUnit.Hour ? $"{start - offset:yyyyMMddHHmmss}|{start:yyyy-MM-dd HH:mm:ss}" : $"{start:yyyy-MM-dd}";
    }

    private static string? ValueOf(Dimension dimension, Happening e) => dimension switch
    {
        { Property: { } property } => e.Props.GetValueOrDefault(property.Text!) is var value and not "(none)" ? value : null,
        { Name: "event:page" } => e.Path,
        { Name: "event:hostname" } => e.Hostname,
        { Name: "event:name" } => e.Name,
        { Name: "visit:source" } => e.Source,
        { Name: "visit:channel" } => e.Channel,
        { Name: "visit:utm_campaign" } => e.Campaign,
        { Name: "visit:browser" } => e.Browser,
        { Name: "visit:device" or "visit:screen" } => e.Device,
        { Name: "visit:country" } => e.Country,
        { Name: "visit:country_name" } => e.Country switch { "DE" => "Germany", "US" => "United States", var other => other },
        { Name: "visit:referrer" } => e.More.GetValueOrDefault("visit_referrer"),
        { Name: "visit:region_name" } => e.More.GetValueOrDefault("region"),
        { Name: "visit:city_name" } => e.More.GetValueOrDefault("city"),
        { IsBot: true } => e.BotReason,
        { VisitColumn: "entry_page" or "exit_page" or "entry_hostname" or "exit_hostname" } => e.Visit is { } visit ? ValueOf(dimension, visit) : null,
        // A first touch is known of visits only, and so are those of the visits of events.
        { VisitColumn: ['f', 'i', 'r', 's', 't', '_', ..] } => e.Visit is { } visit ? ValueOf(dimension, visit) : null,
        { Scope: DimensionScope.Visit } => e.More.GetValueOrDefault(dimension.Name["visit:".Length..]),
        _ => throw new NotSupportedException($"{dimension}"),
    };

    private static string? ValueOf(Dimension dimension, Sojourn visit) => dimension.Name switch
    {
        "visit:entry_page" => visit.Entry?.Path,
        "visit:exit_page" => visit.Exit?.Path,
        "visit:entry_page_hostname" => visit.Entry?.Hostname,
        "visit:exit_page_hostname" => visit.Exit?.Hostname,
        ['v', 'i', 's', 'i', 't', ':', 'f', 'i', 'r', 's', 't', '_', .. var column] => visit.First.More.GetValueOrDefault("first_" + column),
        _ => ValueOf(dimension, visit.First with { Visit = null }),
    };

    private static DateTime Min(DateTime a, DateTime b) => a < b ? a : b;
}
