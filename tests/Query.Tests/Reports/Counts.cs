using System.Globalization;
using Footfall.Query.Tests.Store;

namespace Footfall.Query.Tests.Reports;

/// <summary>One series of a trend, evaluated by looking at every event for every number.</summary>
/// <param name="Is">Whether an event is of the series, whichever its name.</param>
internal sealed record Counts(string Measure, string? Property, Func<Happening, bool> Is)
{
    /// <summary>The number and the events that it is made of.</summary>
    public (double? Number, int Events) Of(IEnumerable<Happening> events)
    {
        var mine = events.Where(Is).ToList();
        if (Measure == "total") return (mine.Count, mine.Count);
        if (Measure == "visitors") return (mine.Select(e => e.Visitor).OfType<ulong>().Distinct().Count(), mine.Count);
        var numbers = mine.Select(e => Measured(e.Props.GetValueOrDefault(Property!))).OfType<decimal>().Order().ToList();
        if (numbers.Count == 0) return (Measure == "sum" ? 0 : null, 0);
        return (Measure switch
        {
            "sum" => (double)numbers.Sum(),
            "average" => (double)numbers.Sum() / numbers.Count,
            "share" => (double)numbers.Sum() * 100 / numbers.Count,
            "median" => Quantile(numbers, 0.5),
            var percentile => Quantile(numbers, int.Parse(percentile[1..], CultureInfo.InvariantCulture) / 100.0),
        }, numbers.Count);
    }

    private decimal? Measured(string? text) => Measure == "share" ? YesOrNo(text) : NumberIn(text);

    private static decimal? NumberIn(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static decimal? YesOrNo(string? text) => text?.ToUpperInvariant() switch { "TRUE" or "YES" or "1" => 1, "FALSE" or "NO" or "0" => 0, _ => null };

    private static double Quantile(List<decimal> ordered, double share)
    {
        var place = share * (ordered.Count - 1);
        var (low, part) = ((int)Math.Floor(place), place - Math.Floor(place));
        return low + 1 == ordered.Count ? (double)ordered[low] : (double)ordered[low] + ((double)ordered[low + 1] - (double)ordered[low]) * part;
    }
}
