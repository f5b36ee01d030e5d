using System.Globalization;
using System.Text.Json;
using Footfall.Ingestion.Endpoints;

namespace Footfall.Ingestion.Dialects;

/// <summary>Reads members of strangers' JSON: what is missing, null or of another kind is null, and nothing throws. Documents come from <see cref="MendedJson"/>.</summary>
internal static class Json
{
    /// <summary>Milliseconds since 1970 that are still within the calendar.</summary>
    private const double LastMillisecond = 253_402_300_799_999;

    /// <summary>The member, or null where <paramref name="parent"/> is no object or has none; an explicit null is none either.</summary>
    public static JsonElement? Member(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    /// <summary>The first of the members that is there: short and long names of the same thing.</summary>
    public static JsonElement? Member(this JsonElement parent, string name, string other) => parent.Member(name) ?? parent.Member(other);

    /// <summary>A string that is not empty, or a number as it is written; at most so many characters of it.</summary>
    public static string? Text(this JsonElement? value, int limit = 4096) => value is not { } known ? null : known.ValueKind switch
    {
        JsonValueKind.String => known.GetString() is { Length: > 0 } text ? JsonText.Cut(text, limit) : null,
        JsonValueKind.Number => JsonText.Cut(known.GetRawText(), limit),
        _ => null,
    };

    public static string? Text(this JsonElement parent, string name, int limit = 4096) => parent.Member(name).Text(limit);

    /// <summary>A finite number, also one that is written as a string.</summary>
    public static double? Number(this JsonElement? value) =>
        value.Text(64) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>A whole number from 0, or null; larger ones become <paramref name="most"/>.</summary>
    public static uint? Whole(this JsonElement? value, uint most = uint.MaxValue) =>
        value.Number() is { } number and >= 0 ? number >= most ? most : (uint)Math.Round(number) : null;

    /// <summary>True or false, also as 1 and 0, as numbers or strings.</summary>
    public static bool? Flag(this JsonElement? value) => value?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        null => null,
        _ => value.Text(8) switch { "1" or "true" => true, "0" or "false" => false, _ => null },
    };

    /// <summary>A time by RFC 3339, or a number of milliseconds since 1970; UTC.</summary>
    public static DateTime? Time(this JsonElement? value)
    {
        if (value?.ValueKind == JsonValueKind.String && Times.TryParse(value.Text(40), out var time)) return time;
        return value.Number() is { } number ? OfMilliseconds(number) : null;
    }

    /// <summary>Null outside of the calendar.</summary>
    public static DateTime? OfMilliseconds(double milliseconds) =>
        milliseconds is >= 0 and <= LastMillisecond ? DateTime.UnixEpoch.AddMilliseconds(Math.Floor(milliseconds)) : null;

    /// <summary>The value itself, or what a string with JSON in it says: old SDKs write objects so. Null where that cannot be read.</summary>
    public static JsonElement? Unwrapped(this JsonElement? value)
    {
        if (value?.ValueKind != JsonValueKind.String) return value;
        return MendedJson.TryParse(System.Text.Encoding.UTF8.GetBytes(value.Value.GetString()!), out var inner) ? inner : null;
    }
}
