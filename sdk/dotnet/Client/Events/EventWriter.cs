using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Footfall.Client.Events;

/// <summary>Writes an event as <c>POST /collect</c> takes it (docs/api/collect.md). Thread-safe: each thread has a buffer of its own.</summary>
internal static class EventWriter
{
    /// <summary>A thread that once wrote a large event does not hold on to so much memory.</summary>
    private const int MostKeptBytes = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? t_writer;

    /// <summary>As browsers write JSON: what stands in no page needs no escapes against one.</summary>
    public static JsonWriterOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <exception cref="Exception">What was told cannot be written as JSON: props that contain themselves, half a surrogate pair.</exception>
    public static QueuedEvent Write(string name, string id, DateTimeOffset time, EventOptions? options, Props? props, in Person person, Forward? forward)
    {
        var buffer = t_buffer ??= new ArrayBufferWriter<byte>(1024);
        var writer = t_writer ??= new Utf8JsonWriter(buffer, Json);
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        try
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, id);
            writer.WriteString("name"u8, name);
            WriteTime(writer, time);
            if (options is not null) WriteOptions(writer, options);
            if (props is { Count: > 0 }) WriteProps(writer, props);
            WriteText(writer, "visitor"u8, person.Visitor);
            WriteText(writer, "session"u8, person.Session);
            WriteText(writer, "user"u8, person.User);
            WriteText(writer, "ip"u8, forward?.Ip);
            WriteText(writer, "user_agent"u8, forward?.UserAgent);
            writer.WriteEndObject();
            writer.Flush();
            return new QueuedEvent(id, name, buffer.WrittenSpan.ToArray(), forward is not null);
        }
        finally
        {
            if (buffer.Capacity > MostKeptBytes) (t_buffer, t_writer) = (null, null);
        }
    }

    private static void WriteOptions(Utf8JsonWriter writer, EventOptions options)
    {
        var view = options as ViewOptions;
        WriteText(writer, "url"u8, view?.PageUrl ?? options.Url);
        WriteText(writer, "title"u8, view?.PageTitle);
        WriteText(writer, "referrer"u8, view?.PageReferrer);
        WriteText(writer, "language"u8, options.Language);
        if (options.Interactive is { } interactive) writer.WriteBoolean("interactive"u8, interactive);
        if (options.Duration is { } duration) writer.WriteNumber("duration_ms"u8, Math.Max(0, (long)duration.TotalMilliseconds));
        if (options.Unlinked) writer.WriteBoolean("unlinked"u8, true);
        if (options.Revenue is { } revenue) WriteRevenue(writer, revenue);
        if (options.Groups is { Count: > 0 } groups) WriteGroups(writer, groups);
    }

    private static void WriteRevenue(Utf8JsonWriter writer, Revenue revenue)
    {
        writer.WriteStartObject("revenue"u8);
        writer.WriteNumber("amount"u8, revenue.Amount);
        writer.WriteString("currency"u8, revenue.Currency);
        writer.WriteEndObject();
    }

    private static void WriteGroups(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> groups)
    {
        writer.WriteStartObject("groups"u8);
        foreach (var (type, key) in groups) writer.WriteString(type, key);
        writer.WriteEndObject();
    }

    private static void WriteProps(Utf8JsonWriter writer, Props props)
    {
        writer.WritePropertyName("props"u8);
        props.Write(writer);
    }

    private static void WriteTime(Utf8JsonWriter writer, DateTimeOffset time)
    {
        Span<char> text = stackalloc char[24];
        time.UtcDateTime.TryFormat(text, out var written, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        writer.WriteString("time"u8, text[..written]);
    }

    private static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }
}
