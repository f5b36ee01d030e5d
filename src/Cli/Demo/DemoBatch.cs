using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Footfall.Cli.Demo;

/// <summary>Writes events as the body of <c>POST /collect</c>.</summary>
internal static class DemoBatch
{
    public static byte[] Write(string key, IReadOnlyList<DemoEvent> events)
    {
        var buffer = new ArrayBufferWriter<byte>(events.Count * 700);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("key", key);
        json.WriteStartArray("events");
        foreach (var one in events) WriteEvent(json, one);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteEvent(Utf8JsonWriter json, DemoEvent one)
    {
        json.WriteStartObject();
        json.WriteString("id", one.Id);
        json.WriteString("name", one.Name);
        json.WriteString("time", one.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteString("url", one.Url);
        if (one.Title is not null) json.WriteString("title", one.Title);
        if (one.Referrer is not null) json.WriteString("referrer", one.Referrer);
        json.WriteString("ip", one.Visitor.Address.ToString());
        json.WriteString("user_agent", one.Visitor.Device.UserAgent);
        json.WriteString("language", one.Visitor.Language);
        json.WriteStartObject("screen");
        json.WriteNumber("width", one.Visitor.Device.Width);
        json.WriteNumber("height", one.Visitor.Device.Height);
        json.WriteEndObject();
        if (one.EngagementMs is { } engagement) json.WriteNumber("engagement_ms", engagement);
        if (one.ScrollDepth is { } depth) json.WriteNumber("scroll_depth", depth);
        if (one.Revenue is { } revenue) WriteRevenue(json, revenue);
        if (one.Props.Count > 0) WriteProps(json, one.Props);
        if (one.Visitor.IsProgram) json.WriteBoolean("automated", true);
        json.WriteBoolean("demo", true);
        json.WriteEndObject();
    }

    private static void WriteRevenue(Utf8JsonWriter json, decimal amount)
    {
        json.WriteStartObject("revenue");
        json.WriteString("amount", amount.ToString("0.00", CultureInfo.InvariantCulture));
        json.WriteString("currency", "EUR");
        json.WriteEndObject();
    }

    private static void WriteProps(Utf8JsonWriter json, IReadOnlyList<(string Name, object Value)> props)
    {
        json.WriteStartObject("props");
        foreach (var (name, value) in props)
        {
            if (value is string text) json.WriteString(name, text);
            else json.WriteNumber(name, Convert.ToDecimal(value, CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }
}
