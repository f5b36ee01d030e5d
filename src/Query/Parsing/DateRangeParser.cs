using System.Globalization;
using System.Text.Json;

namespace Footfall.Query.Parsing;

/// <summary>Reads the forms of <c>date_range</c>.</summary>
internal static class DateRangeParser
{
    private const int FirstYear = 1970;
    private const int LastYear = 2200;

    /// <summary>Null where the value is none of the forms.</summary>
    public static DateRangeSpec? Parse(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => ParseName(value.GetString()!),
        JsonValueKind.Array when value.GetArrayLength() == 2 && value[0].ValueKind == JsonValueKind.String && value[1].ValueKind == JsonValueKind.String
            => ParsePair(value[0].GetString()!, value[1].GetString()!),
        _ => null,
    };

    public static DateRangeSpec? ParseName(string name) => name switch
    {
        "day" => new DateRangeSpec.Today(),
        "30m" => new DateRangeSpec.Rolling(TimeSpan.FromMinutes(30)),
        "24h" => new DateRangeSpec.Rolling(TimeSpan.FromHours(24)),
        "7d" => new DateRangeSpec.LastDays(7),
        "28d" => new DateRangeSpec.LastDays(28),
        "30d" => new DateRangeSpec.LastDays(30),
        "91d" => new DateRangeSpec.LastDays(91),
        "month" => new DateRangeSpec.CurrentMonth(),
        "6mo" => new DateRangeSpec.LastMonths(6),
        "12mo" => new DateRangeSpec.LastMonths(12),
        "year" => new DateRangeSpec.CurrentYear(),
        "all" => new DateRangeSpec.All(),
        _ => null,
    };

    public static DateRangeSpec? ParsePair(string first, string last)
    {
        if (ParseDate(first) is { } firstDay && ParseDate(last) is { } lastDay)
            return firstDay <= lastDay ? new DateRangeSpec.Days(firstDay, lastDay) : null;
        if (ParseInstant(first) is { } from && ParseInstant(last) is { } to)
            return from <= to ? new DateRangeSpec.Instants(from, to) : null;
        return null;
    }

    public static DateOnly? ParseDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= FirstYear and <= LastYear
            ? date
            : null;

    /// <summary>ISO 8601 with an offset or Z; without either the instant would depend on who reads it.</summary>
    public static DateTimeOffset? ParseInstant(string text)
    {
        var timeAt = text.IndexOf('T', StringComparison.Ordinal);
        if (timeAt < 0 || text.AsSpan(timeAt).IndexOfAny('Z', '+', '-') < 0) return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            && instant.UtcDateTime.Year is >= FirstYear and <= LastYear
                ? instant
                : null;
    }
}
