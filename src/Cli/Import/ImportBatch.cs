using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Footfall.Cli.Import;

/// <summary>Writes events as the body of <c>POST /collect</c>.</summary>
internal static class ImportBatch
{
    /// <param name="identified">The project keeps who it was; otherwise a visitor is told for the hash of its day, and no more.</param>
    public static byte[] Write(string key, string library, IReadOnlyList<ImportedEvent> events, bool identified)
    {
        var buffer = new ArrayBufferWriter<byte>(events.Count * 500);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("key", key);
        json.WriteStartObject("context");
        json.WriteString("library", library);
        json.WriteEndObject();
        json.WriteStartArray("events");
        foreach (var one in events) WriteEvent(json, identified ? one : one with { Session = null, User = null });
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteEvent(Utf8JsonWriter json, ImportedEvent one)
    {
        json.WriteStartObject();
        json.WriteString("id", one.Id);
        json.WriteString("name", one.Name);
        json.WriteString("time", one.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteString("url", one.Url);
        Text(json, "title", one.Title);
        Text(json, "referrer", one.Referrer);
        Text(json, "visitor", one.Visitor);
        Text(json, "session", one.Session);
        Text(json, "user", one.User);
        Text(json, "ip", one.Address);
        Text(json, "user_agent", one.UserAgent);
        Text(json, "language", one.Language);
        if (one.EngagementMs is { } engagement) json.WriteNumber("engagement_ms", engagement);
        if (one.Screen is { } screen) WriteScreen(json, screen);
        if (one is { Amount: { } amount, Currency: { } currency }) WriteRevenue(json, amount, currency);
        if (one.Enriched.Count > 0) WriteEnriched(json, one.Enriched);
        if (one.Props.Count > 0) WriteProps(json, one.Props);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text)) json.WriteString(name, text);
    }

    private static void WriteScreen(Utf8JsonWriter json, (int Width, int Height) screen)
    {
        json.WriteStartObject("screen");
        json.WriteNumber("width", screen.Width);
        json.WriteNumber("height", screen.Height);
        json.WriteEndObject();
    }

    private static void WriteRevenue(Utf8JsonWriter json, decimal amount, string currency)
    {
        json.WriteStartObject("revenue");
        json.WriteString("amount", amount.ToString(CultureInfo.InvariantCulture));
        json.WriteString("currency", currency);
        json.WriteEndObject();
    }

    private static void WriteEnriched(Utf8JsonWriter json, IReadOnlyList<(string Name, string? Value)> enriched)
    {
        json.WriteStartObject("enriched");
        foreach (var (name, value) in enriched) Text(json, name, value);
        json.WriteEndObject();
    }

    private static void WriteProps(Utf8JsonWriter json, IReadOnlyList<(string Name, object Value)> props)
    {
        json.WriteStartObject("props");
        foreach (var (name, value) in props)
        {
            if (value is string text) json.WriteString(name, text);
            else if (value is bool flag) json.WriteBoolean(name, flag);
            else json.WriteNumber(name, Convert.ToDouble(value, CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }
}
