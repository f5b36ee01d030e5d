using System.Globalization;
using Footfall.Query.Tests.Store;

namespace Footfall.Query.Tests.Reports;

/// <summary>What conversions are owed to, conversion by conversion: obviously right and slow.</summary>
internal sealed class Credits
{
    private readonly List<(string Value, string? Currency, decimal? Amount, decimal First, decimal Last, decimal Linear)> credits = [];
    private readonly IReadOnlyList<Happening> events;
    private readonly IReadOnlyList<Sojourn> visits;
    private readonly (DateTime From, DateTime To) range;
    private readonly TimeSpan? lookback;
    private readonly List<Happening> conversions;

    /// <param name="ofVisit">The value of a visit; null: touches are pageviews, and their paths the values.</param>
    /// <param name="ofOwn">The value of a later event that came from elsewhere; null where a visit has but one.</param>
    public Credits(QuestionStore store, (DateTime From, DateTime To) range, Func<Happening, bool> converts, Func<Sojourn, string?>? ofVisit, Func<Happening, string?>? ofOwn, TimeSpan? lookback, string absent)
    {
        (visits, this.range, this.lookback) = (store.Visits, range, lookback);
        events = [.. store.Events.Where(e => e is { BotReason: null, IsCounted: true })];
        conversions = [.. events.Where(e => e.Time >= range.From && e.Time < range.To && converts(e))];
        foreach (var conversion in conversions.Where(e => e.Visit is not null))
        {
            var owed = Owed(conversion, ofVisit, ofOwn);
            if (owed.Count == 0) owed = [null];
            for (var i = 0; i < owed.Count; i++)
                credits.Add((owed[i] ?? absent, conversion.Currency, conversion.Amount, i == 0 ? 1 : 0, i == owed.Count - 1 ? 1 : 0, 1m / owed.Count));
        }
    }

    public IEnumerable<string> Lines()
    {
        yield return $"totals: {conversions.Count}, {conversions.Select(e => e.Visitor).Distinct().Count(visitor => visitor is not null)}, {conversions.Count(e => e.Visit is not null)}";
        var places = credits.GroupBy(credit => credit.Value).OrderByDescending(group => Math.Round(group.Sum(c => c.Linear), 9)).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key).ToList();
        foreach (var (i, value) in places.Index())
        {
            var own = credits.Where(credit => credit.Value == value).ToList();
            yield return $"credit: {i + 1}, {value}, 1, {own.Sum(c => c.First)}, {own.Sum(c => c.Last)}, {Text(own.Sum(c => c.Linear))}";
        }

        foreach (var (i, value) in places.Index())
        {
            foreach (var currency in credits.Where(c => c.Value == value && c is { Currency: not null, Amount: not null }).GroupBy(c => c.Currency).OrderBy(group => group.Key, StringComparer.Ordinal))
                yield return $"revenue: {i + 1}, {currency.Key}, {Text(currency.Sum(c => c.First * c.Amount!.Value))}, {Text(currency.Sum(c => c.Last * c.Amount!.Value))}, {Text(currency.Sum(c => c.Linear * c.Amount!.Value))}";
        }
    }

    private List<string?> Owed(Happening conversion, Func<Sojourn, string?>? ofVisit, Func<Happening, string?>? ofOwn)
    {
        var seenFrom = range.From - (lookback ?? TimeSpan.Zero);
        var owed = new List<string?>();
        var candidates = visits
            .Where(v => v.First.BotReason is null && (lookback is null ? v.Id == conversion.Visit!.Id : v.First.Visitor == conversion.Visitor))
            .Where(v => v.EndedAt >= seenFrom && v.StartedAt < range.To).OrderBy(v => v.StartedAt);
        foreach (var visit in candidates)
        {
            string? before = null;
            var isFirst = true;
            foreach (var (at, value) in TouchesOf(visit, conversion, seenFrom, ofVisit, ofOwn))
            {
                if (lookback is { } far && visit.Id != conversion.Visit!.Id && at < conversion.Time - far) continue;
                if (isFirst || before != value) owed.Add(value);
                (isFirst, before) = (false, value);
            }
        }

        return owed;
    }

    private IEnumerable<(DateTime At, string? Value)> TouchesOf(Sojourn visit, Happening conversion, DateTime seenFrom, Func<Sojourn, string?>? ofVisit, Func<Happening, string?>? ofOwn)
    {
        var order = events.ToList().IndexOf(conversion);
        if (ofVisit is not null && visit.Counted > 0 && visit.StartedAt <= conversion.Time) yield return (visit.StartedAt, ofVisit(visit));
        foreach (var e in events.Take(order + 1).Where(e => e.Visit?.Id == visit.Id && e.Time >= seenFrom))
        {
            if (ofVisit is null && e.Name == "pageview") yield return (e.Time, e.Path);
            if (ofOwn is not null && e.Own is { } own && (own.Split('\u001F')[0].Length > 0 || own.Split('\u001F')[2] != "Direct")) yield return (e.Time, ofOwn(e));
        }
    }

    private static string Text(decimal number) => Math.Round((double)number, 6).ToString(CultureInfo.InvariantCulture);
}
