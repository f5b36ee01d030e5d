using System.Globalization;
using Footfall.Query.Tests.Store;

namespace Footfall.Query.Tests.Reports;

/// <summary>A funnel's answer by trying every attempt: obviously right and slow.</summary>
internal sealed class Attempts
{
    private readonly IReadOnlyList<Func<Happening, bool>> steps;
    private readonly TimeSpan? window;
    private readonly bool strict;
    private readonly Dictionary<object, List<Happening>> events;

    public Attempts(IReadOnlyList<Func<Happening, bool>> steps, string window, bool strict, IReadOnlyList<Happening> happenings)
    {
        (this.steps, this.strict) = (steps, strict);
        var count = window == "visit" ? 0 : int.Parse(window[..^1], CultureInfo.InvariantCulture);
        this.window = window[^1] switch { 'm' => TimeSpan.FromMinutes(count), 'h' => TimeSpan.FromHours(count), 'd' => TimeSpan.FromDays(count), _ => null };
        events = happenings.Where(e => e is { BotReason: null, IsCounted: true, Visitor: not null })
            .GroupBy(e => window == "visit" ? (object)e.Visit!.Id : e.Visitor!.Value)
            .ToDictionary(group => group.Key, group => group.ToList());
        foreach (var (who, theirs) in events)
        {
            var attempts = Enumerable.Range(0, theirs.Count).Where(at => steps[0](theirs[at])).Select(at => From(theirs, at)).ToList();
            if (attempts.Count > 0) Best[who] = attempts.MaxBy(attempt => attempt.Count)!;
        }
    }

    /// <summary>By visitor or visit: the places, among their events, of the steps of the attempt that counts.</summary>
    public Dictionary<object, List<int>> Best { get; } = [];

    public IEnumerable<string> Lines(int explored)
    {
        for (var k = 1; k <= steps.Count; k++)
        {
            var times = Best.Where(b => b.Value.Count >= k && k > 1).Select(b => (At(b, k) - At(b, k - 1)).TotalSeconds).Order().ToList();
            yield return $"steps: {k}, {Count(k)}, {Share(Count(k), Count(1))}, {Share(Count(k), Count(Math.Max(k - 1, 1)))}, {(k == steps.Count ? 0 : Count(k) - Count(k + 1))}, {Quantile(times, 0.5)}, {Quantile(times, 0.9)}";
        }

        foreach (var value in Best.GroupBy(b => events[b.Key][b.Value[0]].Source ?? "Direct / None").OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            for (var k = 1; k <= steps.Count; k++)
                yield return $"breakdown: {value.Key}, {k}, {value.Count(b => b.Value.Count >= k)}, {Share(value.Count(b => b.Value.Count >= k), value.Count())}";
        }

        var dropped = Best.Where(b => b.Value.Count == explored).Select(b => Next(b, explored));
        foreach (var next in dropped.GroupBy(e => (e?.Name, e?.Path)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Name, StringComparer.Ordinal).ThenBy(g => g.Key.Path, StringComparer.Ordinal))
            yield return $"instead: {next.Key.Name ?? "null"}, {next.Key.Path ?? "null"}, {next.Count()}";
    }

    private List<int> From(List<Happening> theirs, int start)
    {
        var places = new List<int> { start };
        while (places.Count < steps.Count)
        {
            var later = strict ? [places[^1] + 1] : Enumerable.Range(places[^1] + 1, theirs.Count - places[^1] - 1);
            var next = later.FirstOrDefault(at => at < theirs.Count && steps[places.Count](theirs[at]), -1);
            if (next < 0 || theirs[next].Time - theirs[start].Time > window) break;
            places.Add(next);
        }

        return places;
    }

    private Happening? Next(KeyValuePair<object, List<int>> best, int k)
    {
        var next = events[best.Key].ElementAtOrDefault(best.Value[k - 1] + 1);
        return next is null || next.Time - At(best, 1) > window ? null : next;
    }

    private DateTime At(KeyValuePair<object, List<int>> best, int k) => events[best.Key][best.Value[k - 1]].Time;

    private int Count(int k) => Best.Values.Count(places => places.Count >= k);

    private static string Share(int part, int whole) => whole == 0 ? "0" : Number(Math.Round(part * 100.0 / whole, 2, MidpointRounding.AwayFromZero));

    private static string Quantile(List<double> sorted, double share)
    {
        if (sorted.Count == 0) return "null";
        var place = share * (sorted.Count - 1);
        var (low, high) = ((int)Math.Floor(place), (int)Math.Ceiling(place));
        return Number(Math.Round(sorted[low] + (sorted[high] - sorted[low]) * (place - low), 1, MidpointRounding.AwayFromZero));
    }

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);
}
