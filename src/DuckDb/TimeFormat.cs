namespace Footfall.DuckDb;

/// <summary>DuckDB counts times from 1970-01-01 00:00, in the type's own unit, and dates in days from there.</summary>
internal static class TimeFormat
{
    private static readonly int _epochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static long ToMicros(DateTime utc) => ToUnits(utc, TimeSpan.TicksPerMicrosecond);

    public static long ToSeconds(DateTime utc) => ToUnits(utc, TimeSpan.TicksPerSecond);

    public static int ToDays(DateOnly value) => value.DayNumber - _epochDay;

    public static DateTime FromMicros(long micros) => FromTicks(micros, TimeSpan.TicksPerMicrosecond);

    public static DateTime FromMillis(long millis) => FromTicks(millis, TimeSpan.TicksPerMillisecond);

    public static DateTime FromSeconds(long seconds) => FromTicks(seconds, TimeSpan.TicksPerSecond);

    /// <summary>Cuts to the 100 ns of a <see cref="DateTime"/>, towards the past.</summary>
    public static DateTime FromNanos(long nanos) => FromTicks((long)Math.Floor(nanos / (decimal)TimeSpan.NanosecondsPerTick), 1);

    public static DateOnly FromDays(int days)
    {
        var day = (long)days + _epochDay;
        if (day < DateOnly.MinValue.DayNumber || day > DateOnly.MaxValue.DayNumber)
            throw new OverflowException("The date is infinite or outside the years 1 to 9999; read it as VARCHAR.");
        return DateOnly.FromDayNumber((int)day);
    }

    private static DateTime FromTicks(long count, long ticksEach)
    {
        var ticks = ((Int128)count * ticksEach) + DateTime.UnixEpoch.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
            throw new OverflowException("The timestamp is infinite or outside the years 1 to 9999; read it as VARCHAR.");
        return new DateTime((long)ticks, DateTimeKind.Utc);
    }

    private static long ToUnits(DateTime utc, long ticks)
    {
        if (utc.Kind != DateTimeKind.Utc)
            throw new ArgumentException($"The time is marked as {utc.Kind}, not as UTC; convert it or use DateTime.SpecifyKind.", nameof(utc));
        // Floor, so that a time before 1970 is cut in the same direction as one after it.
        return (utc.Ticks / ticks) - (DateTime.UnixEpoch.Ticks / ticks);
    }
}
