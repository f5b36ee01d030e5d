using System.Globalization;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;

namespace Footfall.Query.Sql;

/// <summary>Writes the key of the time bucket of an instant, from the zone's table of offsets.</summary>
internal sealed class BucketSql(Dialect dialect, Buckets buckets)
{
    private readonly List<ZoneSpan> spans = Relevant(buckets);

    /// <summary>Seconds that no bucket but a cut one is shorter than.</summary>
    public string SlotSeconds => buckets.Unit switch { TimeUnit.Minute => "60", TimeUnit.Hour => "900", _ => "43200" };

    public string Key(string instant)
    {
        switch (buckets.Unit)
        {
            case TimeUnit.Minute or TimeUnit.Hour:
                var unit = buckets.Unit == TimeUnit.Hour ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(1);
                var aligned = spans.All(span => span.Offset.Ticks % unit.Ticks == 0);
                return aligned ? Truncated(instant) : BySpan(instant, offset => Shifted(Truncated(Shifted(instant, offset)), -offset));
            case TimeUnit.Day:
                return Dialect.Write(dialect.Date, Local(instant));
            case TimeUnit.Week:
                return $"greatest({Dialect.Write(dialect.Date, Truncated(Local(instant)))}, {Dialect.WriteDate(buckets.FirstDay)})";
            default:
                return Dialect.Write(dialect.Date, Truncated(Local(instant)));
        }
    }

    private string Local(string instant) => BySpan(instant, offset => Shifted(instant, offset));

    private string Truncated(string expression) => Dialect.Write(dialect.Truncate, buckets.Unit.ToString().ToLowerInvariant(), expression);

    private string Shifted(string expression, TimeSpan offset) => offset == TimeSpan.Zero
        ? expression
        : Dialect.Write(dialect.Shift, expression, ((long)offset.TotalSeconds).ToString(CultureInfo.InvariantCulture));

    private string BySpan(string instant, Func<TimeSpan, string> expression)
    {
        if (spans.Count == 1) return expression(spans[0].Offset);
        var branches = spans.SkipLast(1).Select((span, i) => $"WHEN {instant} < {dialect.WriteInstant(spans[i + 1].From)} THEN {expression(span.Offset)}");
        return $"CASE {string.Join(" ", branches)} ELSE {expression(spans[^1].Offset)} END";
    }

    private static List<ZoneSpan> Relevant(Buckets buckets)
    {
        var all = buckets.Zone.Spans;
        return [.. all.Where((span, i) => span.From < buckets.Range.To && (i + 1 == all.Count || all[i + 1].From > buckets.Range.From))];
    }
}
