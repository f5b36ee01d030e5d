namespace Footfall.Cli.Demo;

/// <summary>How many visitors a day has, and what is special about it. Depends on the seed and the date, never on when the command runs.</summary>
internal sealed class DemoCalendar(ulong seed, int visitorsPerDay)
{
    // From Sunday. A shop for people who read at work.
    private static readonly double[] s_weekday = [0.84, 1.06, 1.12, 1.08, 1.02, 0.96, 0.78];

    // By the visitor's own hour, from midnight.
    private static readonly double[] s_hours = [1.2, 0.7, 0.4, 0.3, 0.3, 0.5, 1.4, 2.6, 4.0, 5.2, 5.8, 5.6, 5.2, 5.0, 5.2, 5.3, 5.0, 4.8, 4.9, 5.6, 6.4, 6.2, 4.6, 2.6];
    private static readonly int[] s_hourNumbers = [.. Enumerable.Range(0, 24)];

    /// <summary>About every five weeks somebody posts the long article where many read.</summary>
    public bool IsTalkedAbout(DateOnly day) => DemoRandom.For(seed, (ulong)day.DayNumber, 1).Chance(1 / 35.0);

    /// <summary>The letter goes out on the first Tuesday of a month.</summary>
    public static bool HasLetter(DateOnly day) => day.DayOfWeek == DayOfWeek.Tuesday && day.Day <= 7;

    public static string Season(DateOnly day) => day.Month switch
    {
        3 or 4 or 5 => "spring-flush",
        6 or 7 or 8 => "summer-cold-brew",
        9 or 10 or 11 => "autumn-harvest",
        _ => "winter-warmth",
    };

    /// <param name="progress">0 at the range's first day, 1 at its last: the shop grows by half.</param>
    public int Visitors(DateOnly day, double progress)
    {
        var noise = 0.9 + (0.2 * DemoRandom.For(seed, (ulong)day.DayNumber, 2).Fraction());
        var special = (IsTalkedAbout(day) ? 1.9 : 1) * (HasLetter(day) ? 1.25 : 1);
        return Math.Max(1, (int)Math.Round(visitorsPerDay * (0.8 + (0.4 * progress)) * s_weekday[(int)day.DayOfWeek] * noise * special));
    }

    /// <summary>When a visitor comes, as time since the day's beginning in UTC.</summary>
    public static TimeSpan Hour(DemoRandom random, double utcOffset)
    {
        var local = random.Pick(s_hourNumbers, hour => s_hours[hour]) + random.Fraction();
        var utc = (local - utcOffset + 24) % 24;
        return TimeSpan.FromMilliseconds((long)(utc * 3_600_000));
    }
}
