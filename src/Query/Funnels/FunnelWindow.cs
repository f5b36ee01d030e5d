using System.Text.Json;

namespace Footfall.Query.Funnels;

/// <summary>How long after the first step the last one may come.</summary>
/// <param name="Length">Null: as long as the visit.</param>
internal readonly record struct FunnelWindow(TimeSpan? Length)
{
    public static readonly FunnelWindow Default = new(TimeSpan.FromDays(7));

    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public bool IsVisit => Length is null;

    /// <summary><c>visit</c>, or a whole number of minutes, hours or days such as <c>30m</c>, <c>12h</c>, <c>7d</c>; null for anything else.</summary>
    public static FunnelWindow? Parse(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        var text = value.GetString()!;
        if (text == "visit") return new FunnelWindow(null);
        if (text.Length is < 2 or > 6 || !int.TryParse(text.AsSpan(0, text.Length - 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count)) return null;
        TimeSpan? length = text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => null,
        };
        return length is { } some && some > TimeSpan.Zero && some <= Longest ? new FunnelWindow(some) : null;
    }
}
