using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Footfall.Sealing.Notes;

/// <summary>
/// The plaintext of a note: a JSON object whose absent members are unknown, and blanks up to a multiple of 320 bytes, so that its length tells neither a bot
/// nor a place.
/// </summary>
internal static class NoteText
{
    private const int Step = 320;
    private const byte Blank = (byte)' ';

    public static byte[] Write(Note note)
    {
        var text = new ArrayBufferWriter<byte>(2 * Step);
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            var minutes = note.Received.Subtract(DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMinute;
            json.WriteNumber("received"u8, minutes * 60_000);
            if (note.Country is { } country) json.WriteString("country"u8, country);
            if (note.Region is { } region) json.WriteString("region"u8, region);
            if (note.City is { } city) json.WriteString("city"u8, city);
            if (note.Visitor is { } visitor) json.WriteString("visitor"u8, visitor.ToString("x16", CultureInfo.InvariantCulture));
            if (note.BotReason is { } reason) json.WriteString("bot_reason"u8, reason);
            if (note.OptedOut) json.WriteBoolean("opted_out"u8, true);
            json.WriteEndObject();
        }

        var padded = new byte[(text.WrittenCount + Step - 1) / Step * Step];
        text.WrittenSpan.CopyTo(padded);
        padded.AsSpan(text.WrittenCount).Fill(Blank);
        return padded;
    }

    /// <summary>Null for what no server writes.</summary>
    public static Note? Read(byte[] text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return new Note
            {
                Received = DateTime.UnixEpoch.AddMilliseconds(root.GetProperty("received"u8).GetInt64()),
                Country = Text(root, "country"u8),
                Region = Text(root, "region"u8),
                City = Text(root, "city"u8),
                Visitor = Text(root, "visitor"u8) is { } visitor ? ulong.Parse(visitor, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : null,
                BotReason = Text(root, "bot_reason"u8),
                OptedOut = root.TryGetProperty("opted_out"u8, out var optedOut) && optedOut.GetBoolean(),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            // Authentic bytes that say something else: treated as bytes that are not authentic.
            return null;
        }
    }

    private static string? Text(JsonElement root, ReadOnlySpan<byte> name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
}
