using System.Globalization;
using System.Text.Json;

namespace Footfall.Ingestion.Endpoints;

/// <summary>Reads times as clients write them.</summary>
internal static class Times
{
    /// <summary>Milliseconds since 1970 that are still within the calendar: the end of year 9999.</summary>
    private const long LastMillisecond = 253_402_300_799_999;

    /// <summary>RFC 3339 (without an offset: UTC) or a number of milliseconds since 1970, as UTC in whole milliseconds.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, out DateTime time)
    {
        time = default;
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (!reader.TryGetDouble(out var number) || number is not (>= 0 and <= LastMillisecond)) return false;
            time = DateTime.UnixEpoch.AddMilliseconds(Math.Floor(number));
            return true;
        }

        if (reader.TokenType != JsonTokenType.String) return false;
        if (reader.ValueSpan.Length is > 0 and <= 40 && reader.ValueSpan[^1] == 'Z' && reader.TryGetDateTimeOffset(out var exact))
        {
            time = WholeMilliseconds(exact.UtcDateTime);
            return true;
        }

        return reader.ValueSpan.Length <= 40 && TryParse(JsonText.Read(ref reader, 40), out time);
    }

    public static bool TryParse(string? text, out DateTime time)
    {
        var read = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact)
            && text is { Length: >= 10 } && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[3]) && text[4] == '-';
        time = read ? WholeMilliseconds(exact.UtcDateTime) : default;
        return read;
    }

    private static DateTime WholeMilliseconds(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
}
