using Footfall.Query.Parsing;

namespace Footfall.Query.Results;

/// <summary>By how much a metric changed: shares in points, all else in percent of what it was.</summary>
internal static class Change
{
    public static double? Of(Metric metric, object? before, object? now)
    {
        if (Number(before) is not { } was || Number(now) is not { } isNow) return null;
        if (metric.IsShare()) return Rounded(isNow - was, 1);
        if (was == 0) return isNow == 0 ? 0 : 100;
        return Rounded((isNow - was) / was * 100, 0);
    }

    private static double? Number(object? value) => value switch
    {
        long whole => whole,
        double real => real,
        RevenueValue revenue => (double)revenue.Value,
        _ => null,
    };

    private static double Rounded(double value, int decimals) => Math.Round(value, decimals, MidpointRounding.AwayFromZero);
}
