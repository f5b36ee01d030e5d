using System.Globalization;
using Footfall.Query.Parsing;

namespace Footfall.Query.Planning;

/// <summary>
/// The time buckets of a range. A bucket's key is, for hours and minutes, the UTC instant at which it begins, so that the two hours of a clock change stay
/// two; for days, weeks and months the local date of its start.
/// </summary>
internal sealed class Buckets(TimeUnit unit, TimeRange range, Zone zone)
{
    public TimeUnit Unit { get; } = unit;

    public TimeRange Range { get; } = range;

    public Zone Zone { get; } = zone;

    /// <summary>The first local day of the range: a week that begins before it is named by it.</summary>
    public DateOnly FirstDay => Zone.LocalDate(Range.From);

    public bool IsOfDays => Unit is TimeUnit.Day or TimeUnit.Week or TimeUnit.Month;

    public static TimeUnit Choose(TimeRange range) => range.Length switch
    {
        { TotalHours: <= 49 } => TimeUnit.Hour,
        { TotalDays: <= 40.1 } => TimeUnit.Day,
        { TotalDays: <= 366.1 } => TimeUnit.Week,
        _ => TimeUnit.Month,
    };

    /// <summary>The key of the bucket in which an instant lies.</summary>
    public DateTime KeyOf(DateTime utc)
    {
        var offset = Zone.OffsetAt(utc);
        var local = utc + offset;
        var day = DateOnly.FromDateTime(local);
        return Unit switch
        {
            TimeUnit.Minute => new DateTime(local.Ticks - local.Ticks % TimeSpan.TicksPerMinute, DateTimeKind.Utc) - offset,
            TimeUnit.Hour => new DateTime(local.Ticks - local.Ticks % TimeSpan.TicksPerHour, DateTimeKind.Utc) - offset,
            TimeUnit.Day => AtMidnight(day),
            TimeUnit.Week => AtMidnight(Max(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)), FirstDay)),
            _ => AtMidnight(new DateOnly(day.Year, day.Month, 1)),
        };
    }

    public string Label(DateTime key) => IsOfDays
        ? key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : LocalStart(key).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The keys of all buckets of the range, empty ones included, in order.</summary>
    public IReadOnlyList<DateTime> Keys()
    {
        // No bucket is shorter than this but a first or last one, which begin at their own boundary: none can be stepped over.
        var step = Unit switch { TimeUnit.Minute => TimeSpan.FromMinutes(1), TimeUnit.Hour => TimeSpan.FromMinutes(15), _ => TimeSpan.FromHours(12) };
        var keys = new List<DateTime>();
        for (var at = Range.From; at < Range.To; at += step) Add(KeyOf(at));
        Add(KeyOf(Range.To.AddTicks(-1)));
        return keys;

        void Add(DateTime key)
        {
            if (keys.Count == 0 || keys[^1] < key) keys.Add(key);
        }
    }

    /// <summary>Where the clocks change by less than an hour, a bucket's key can lie before the change that its events come after.</summary>
    private DateTime LocalStart(DateTime key)
    {
        var length = Unit == TimeUnit.Hour ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(1);
        var local = key + Zone.OffsetAt(key);
        return local.Ticks % length.Ticks == 0 ? local : key + Zone.OffsetAt(key + length - TimeSpan.FromTicks(1));
    }

    private static DateTime AtMidnight(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    private static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;
}
