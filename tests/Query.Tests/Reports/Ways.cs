using System.Globalization;
using Footfall.Query.Tests.Store;

namespace Footfall.Query.Tests.Reports;

/// <summary>The answer of a journey report by walking along every visit: obviously right and slow.</summary>
internal sealed class Ways
{
    private const string Page = "pageview";

    private readonly int most;
    private readonly int places;
    private readonly List<List<Happening>> ways;

    public Ways(IReadOnlyList<Happening> happenings, bool ofPages, bool backwards, Func<Happening, bool>? anchor, int most, int places, IReadOnlyList<Func<Happening, bool>?> walked)
    {
        (this.most, this.places) = (most, places);
        ways = [.. happenings.Where(e => e is { BotReason: null, IsCounted: true, Visit: not null })
            .GroupBy(e => e.Visit!.Id)
            .Select(visit => Way([.. backwards ? visit.Reverse() : visit], ofPages, anchor))
            .Where(way => way.Count > 0 && Enumerable.Range(0, walked.Count).All(k => walked[k] is not { } step || (k < way.Count && step(way[k]))))];
    }

    public IEnumerable<string> Lines()
    {
        for (var step = 1; step <= most; step++)
        {
            foreach (var place in Ranked(step).GroupBy(p => p.Number).OrderBy(p => p.Key))
            {
                var (name, page) = place.Key > places ? ("null", "null") : (place.Single().Name, place.Single().Page ?? "null");
                yield return $"places: {step}, {place.Key}, {name}, {page}, {place.Sum(p => p.Visits)}, {place.Sum(p => p.Ended)}, {place.Count()}";
            }
        }

        for (var step = 1; step < most; step++)
        {
            var pairs = ways.Where(way => way.Count >= step).Select(way => (From: NumberOf(step, way[step - 1]), To: way.Count > step ? NumberOf(step + 1, way[step]) : 0, Seconds: Seconds(way, step)));
            foreach (var link in pairs.GroupBy(p => (p.From, p.To)).OrderBy(p => p.Key))
                yield return $"links: {step}, {link.Key.From}, {link.Key.To}, {link.Count()}, {Median([.. link.Select(p => p.Seconds).OfType<double>().Order()])}";
        }
    }

    private static List<Happening> Way(List<Happening> events, bool ofPages, Func<Happening, bool>? anchor)
    {
        var begun = anchor is null ? events : [.. events.SkipWhile(e => !anchor(e))];
        if (ofPages) begun = [.. begun.Where(e => e.Name == Page || anchor?.Invoke(e) == true)];
        return [.. begun.Where((e, i) => i == 0 || PlaceOf(e) != PlaceOf(begun[i - 1]))];
    }

    private static (string Name, string? Page) PlaceOf(Happening e) => (e.Name, e.Name == Page ? e.Path : null);

    private static double? Seconds(List<Happening> way, int step) => way.Count > step ? Math.Abs((way[step].Time - way[step - 1].Time).TotalSeconds) : null;

    private List<(string Name, string? Page, int Visits, int Ended, int Number)> Ranked(int step) =>
    [
        .. ways.Where(way => way.Count >= step)
            .GroupBy(way => PlaceOf(way[step - 1]))
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Name, StringComparer.Ordinal).ThenBy(g => g.Key.Page, StringComparer.Ordinal)
            .Select((g, i) => (g.Key.Name, g.Key.Page, g.Count(), g.Count(way => way.Count == step), Math.Min(i + 1, places + 1))),
    ];

    private int NumberOf(int step, Happening at) => Ranked(step).Single(p => (p.Name, p.Page) == PlaceOf(at)).Number;

    private static string Median(IReadOnlyList<double> sorted)
    {
        if (sorted.Count == 0) return "null";
        var middle = (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        return Math.Round(middle, 1, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture);
    }
}
