using System.Globalization;
using Footfall.Query.Reports;

namespace Footfall.Query.Attribution;

/// <summary>Credited revenue in one currency: pure functions of the rows of the table <c>revenue</c>. <c>web/dashboard/src/attribution/convert.ts</c> is the twin.</summary>
internal static class ConvertedRevenue
{
    public static IReadOnlyList<ReportColumn> Columns { get; } = [new("place"), new("first"), new("last"), new("linear")];

    public static IReadOnlyList<ReportColumn> LeftColumns { get; } = [new("currency"), new("amount")];

    /// <summary>A row a place that has revenue in a currency with a rate, in their order.</summary>
    public static IEnumerable<object?[]> Of(IReadOnlyList<object?[]> revenue, RateTable rates) => revenue
        .Where(row => rates.Rates.ContainsKey((string)row[1]!))
        .GroupBy(row => Convert.ToInt64(row[0], CultureInfo.InvariantCulture))
        .Select(place => new object?[] { place.Key, Sum(place, 2, rates), Sum(place, 3, rates), Sum(place, 4, rates) });

    /// <summary>The currencies that have no rate, with what was credited in them to whom the last touch was.</summary>
    public static IEnumerable<object?[]> LeftOut(IReadOnlyList<object?[]> revenue, RateTable rates) => revenue
        .Where(row => !rates.Rates.ContainsKey((string)row[1]!))
        .GroupBy(row => (string)row[1]!)
        .OrderBy(currency => currency.Key, StringComparer.Ordinal)
        .Select(currency => new object?[] { currency.Key, RateTable.Rounded(currency.Sum(row => (double)row[3]!)) });

    private static double Sum(IEnumerable<object?[]> rows, int column, RateTable rates) => RateTable.Rounded(rows.Sum(row => (double)row[column]! * rates.Rates[(string)row[1]!]));
}
