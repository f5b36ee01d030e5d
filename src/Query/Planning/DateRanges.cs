using Footfall.Query.Parsing;

namespace Footfall.Query.Planning;

/// <summary>Turns the wording of a range into instants, by the project's clock.</summary>
internal static class DateRanges
{
    /// <param name="firstEvent">When the project's first event happened, for <c>all</c>; null: nothing is stored yet.</param>
    public static TimeRange Resolve(DateRangeSpec spec, TimeZoneInfo zone, DateTime now, DateTime? firstEvent)
    {
        var today = DateOnly.FromDateTime(now + zone.GetUtcOffset(now));
        var firstDay = firstEvent is { } first && first < now ? DateOnly.FromDateTime(first + zone.GetUtcOffset(first)) : today;
        var month = new DateOnly(today.Year, today.Month, 1);
        return spec switch
        {
            DateRangeSpec.Today => Days(zone, today, today),
            DateRangeSpec.Rolling rolling => new TimeRange(now - rolling.Length, now + TimeSpan.FromSeconds(1)),
            DateRangeSpec.LastDays last => Days(zone, today.AddDays(-last.Count), today.AddDays(-1)),
            DateRangeSpec.LastMonths last => Days(zone, month.AddMonths(-last.Count), month.AddDays(-1)),
            DateRangeSpec.CurrentMonth => Days(zone, month, month.AddMonths(1).AddDays(-1)),
            DateRangeSpec.CurrentYear => Days(zone, new DateOnly(today.Year, 1, 1), new DateOnly(today.Year, 12, 31)),
            DateRangeSpec.All => Days(zone, firstDay, today),
            DateRangeSpec.Days days => Days(zone, days.First, days.Last),
            DateRangeSpec.Instants instants => new TimeRange(instants.First.UtcDateTime, EndOf(instants.Last.UtcDateTime)),
            _ => throw new ArgumentOutOfRangeException(nameof(spec), spec, "Give the new range its instants."),
        };
    }

    public static TimeRange Days(TimeZoneInfo zone, DateOnly first, DateOnly last)
    {
        var around = Zone.Between(zone, first.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), last.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        return new TimeRange(around.StartOf(first), around.StartOf(last.AddDays(1)));
    }

    /// <summary>An instant names its whole second, or its whole millisecond where it is that precise.</summary>
    private static DateTime EndOf(DateTime last) =>
        last.Ticks % TimeSpan.TicksPerSecond == 0 ? last.AddSeconds(1) : new DateTime(last.Ticks - last.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc).AddMilliseconds(1);
}
