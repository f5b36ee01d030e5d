namespace Footfall.Query.Parsing;

/// <summary>Reads <c>period</c> and <c>date</c> of the Stats API v1. A date stands in the place of today.</summary>
internal static class LegacyPeriod
{
    /// <summary>Null where they are none of the forms.</summary>
    public static DateRangeSpec? Parse(string period, string? date, DateOnly today)
    {
        if (period == "custom")
            return date?.Split(',', StringSplitOptions.TrimEntries) is [var first, var last] ? DateRangeParser.ParsePair(first, last) as DateRangeSpec.Days : null;
        if (string.IsNullOrEmpty(date)) return DateRangeParser.ParseName(period);
        if (DateRangeParser.ParseDate(date) is not { } day) return null;
        var month = new DateOnly(day.Year, day.Month, 1);
        return (period, DateRangeParser.ParseName(period)) switch
        {
            ("day", _) => new DateRangeSpec.Days(day, day),
            ("month", _) => new DateRangeSpec.Days(month, month.AddMonths(1).AddDays(-1)),
            ("year", _) => new DateRangeSpec.Days(new DateOnly(day.Year, 1, 1), new DateOnly(day.Year, 12, 31)),
            (_, DateRangeSpec.LastDays last) => new DateRangeSpec.Days(day.AddDays(-last.Count), day.AddDays(-1)),
            (_, DateRangeSpec.LastMonths last) => new DateRangeSpec.Days(month.AddMonths(-last.Count), month.AddDays(-1)),
            (_, var relative) when day == today => relative,
            _ => null,
        };
    }
}
