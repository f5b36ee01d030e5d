namespace Footfall.Privacy;

/// <summary>Decides which day's salt is in force, which one still carries running visits over midnight, and which have to go. No I/O.</summary>
internal static class SaltCalendar
{
    /// <summary>A clock that steps back by no more than this keeps the salt it has; beyond, the salt is from a wrong future and is destroyed.</summary>
    public static readonly TimeSpan StepBackTolerated = TimeSpan.FromHours(1);

    /// <summary>After midnight, the longest that the previous salt may carry visits. It dies earlier when no visit of its day is running any more.</summary>
    public static readonly TimeSpan LongestCarry = TimeSpan.FromHours(6);

    /// <summary>On the monotonic clock, whatever the wall clock says: a salt older than this is replaced.</summary>
    public static readonly TimeSpan LongestUse = TimeSpan.FromHours(26);

    /// <summary>On the monotonic clock too: whatever the wall clock says, a previous salt older than this is destroyed.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(47);

    public readonly record struct Decision(DateOnly Current, DateOnly? Previous, IReadOnlyList<DateOnly> Destroy);

    /// <param name="now">The wall clock, UTC.</param>
    /// <param name="kept">The days whose salts exist.</param>
    public static Decision Decide(DateTime now, IReadOnlyCollection<DateOnly> kept)
    {
        var current = DateOnly.FromDateTime(now);
        var tomorrow = current.AddDays(1);
        if (kept.Contains(tomorrow) && Start(tomorrow) - now <= StepBackTolerated) current = tomorrow;

        var yesterday = current.AddDays(-1);
        DateOnly? previous = kept.Contains(yesterday) && now - Start(current) < LongestCarry ? yesterday : null;
        return new Decision(current, previous, [.. kept.Where(day => day != current && day != previous)]);
    }

    public static DateTime Start(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
