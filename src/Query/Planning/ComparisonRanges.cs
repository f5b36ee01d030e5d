using Footfall.Query.Parsing;

namespace Footfall.Query.Planning;

/// <summary>Finds the range that a question's range is held against.</summary>
internal static class ComparisonRanges
{
    public static TimeRange Resolve(ComparisonSpec comparison, Question question, TimeRange range, TimeZoneInfo timeZone, DateTime now)
    {
        if (comparison.Range is { } custom) return DateRanges.Resolve(custom, timeZone, now, firstEvent: null);
        if (question.DateRange is DateRangeSpec.Instants or DateRangeSpec.Rolling) return OfInstants(comparison, range);

        var zone = Zone.Between(timeZone, range.From, range.To);
        var first = zone.LocalDate(range.From);
        var last = zone.LocalDate(range.To.AddTicks(-1));
        var length = last.DayNumber - first.DayNumber;
        var otherFirst = comparison.Mode == ComparisonMode.YearOverYear ? first.AddYears(-1) : first.AddDays(-length - 1);
        var otherLast = comparison.Mode == ComparisonMode.YearOverYear && !comparison.MatchDayOfWeek ? last.AddYears(-1) : otherFirst.AddDays(length);
        if (comparison.MatchDayOfWeek)
        {
            otherFirst = SameDayOfWeek(otherFirst, first);
            // The nearest such day may lie too late, so that the ranges would overlap.
            if (otherFirst.AddDays(length) >= first) otherFirst = otherFirst.AddDays(-7);
            otherLast = otherFirst.AddDays(length);
        }

        return DateRanges.Days(timeZone, otherFirst, otherLast);
    }

    private static TimeRange OfInstants(ComparisonSpec comparison, TimeRange range)
    {
        if (comparison.Mode == ComparisonMode.YearOverYear) return new TimeRange(range.From.AddYears(-1), range.To.AddYears(-1));
        if (!comparison.MatchDayOfWeek) return new TimeRange(range.From - range.Length, range.From);
        var weeks = TimeSpan.FromDays(7 * Math.Ceiling(range.Length.TotalDays / 7));
        return new TimeRange(range.From - weeks, range.To - weeks);
    }

    /// <summary>The day nearest to one that falls on another's day of the week.</summary>
    private static DateOnly SameDayOfWeek(DateOnly day, DateOnly model)
    {
        var ahead = ((int)model.DayOfWeek - (int)day.DayOfWeek + 7) % 7;
        return day.AddDays(ahead <= 3 ? ahead : ahead - 7);
    }
}
