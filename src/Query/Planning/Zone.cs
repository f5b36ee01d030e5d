namespace Footfall.Query.Planning;

/// <summary>
/// A time zone over a stretch of time, as the table of its offsets there. Engines get this table instead of the zone's name: the browser's has no
/// time-zone functions, and three engines with three versions of the zone data would give three answers.
/// </summary>
internal sealed class Zone
{
    /// <summary>Zones change at most a few times a year, never twice within this.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromHours(12);

    private static readonly TimeSpan Widest = TimeSpan.FromHours(26);

    private readonly List<ZoneSpan> spans;

    private Zone(List<ZoneSpan> spans) => this.spans = spans;

    /// <summary>In order of time; the first one holds before its own start as well.</summary>
    public IReadOnlyList<ZoneSpan> Spans => spans;

    /// <summary>The zone by its IANA name, or UTC where the system does not know the name.</summary>
    public static TimeZoneInfo Find(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>The zone's offsets from somewhat before to somewhat after the given instants.</summary>
    public static Zone Between(TimeZoneInfo zone, DateTime from, DateTime to)
    {
        var start = from - Widest;
        var end = to + Widest;
        var offset = zone.GetUtcOffset(start);
        var spans = new List<ZoneSpan> { new(start, offset) };
        for (var at = start; at < end; at += Step)
        {
            var next = zone.GetUtcOffset(at + Step);
            if (next == offset) continue;
            spans.Add(new ZoneSpan(Transition(zone, at, at + Step, offset), next));
            offset = next;
        }

        return new Zone(spans);
    }

    public TimeSpan OffsetAt(DateTime utc)
    {
        var (low, high) = (0, spans.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (spans[middle].From > utc) high = middle - 1;
            else low = middle;
        }

        return spans[low].Offset;
    }

    public DateTime ToLocal(DateTime utc) => DateTime.SpecifyKind(utc + OffsetAt(utc), DateTimeKind.Unspecified);

    public DateOnly LocalDate(DateTime utc) => DateOnly.FromDateTime(ToLocal(utc));

    public DateTimeOffset ToOffset(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Unspecified) + OffsetAt(utc), OffsetAt(utc));

    /// <summary>
    /// The first instant of a local day. Where midnight is skipped the day begins after the gap; where it comes twice, with its first occurrence, so that
    /// days never overlap and leave nothing out.
    /// </summary>
    public DateTime StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        for (var i = 0; i < spans.Count; i++)
        {
            var start = midnight - spans[i].Offset;
            if (i > 0 && start < spans[i].From) start = spans[i].From;
            if (i + 1 == spans.Count || start < spans[i + 1].From) return start;
        }

        throw new InvalidOperationException("A zone has at least one offset.");
    }

    /// <summary>The instant from which the zone's offset is another one, to the second.</summary>
    private static DateTime Transition(TimeZoneInfo zone, DateTime before, DateTime after, TimeSpan offset)
    {
        var (low, high) = (before.Ticks / TimeSpan.TicksPerSecond, after.Ticks / TimeSpan.TicksPerSecond);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (zone.GetUtcOffset(new DateTime(middle * TimeSpan.TicksPerSecond, DateTimeKind.Utc)) == offset) low = middle;
            else high = middle;
        }

        return new DateTime(high * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
    }
}
