using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Footfall.Events;
using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Endpoints;

/// <summary>
/// Reads the native JSON bodies. Only what is no JSON, or not the shape, is refused; everything else is a matter of the single events. The last of two equal names
/// wins, as in JavaScript. Bytes that are no UTF-8 become U+FFFD.
/// </summary>
internal static class ReadCollect
{
    private const int LongestKey = 200;

    /// <summary>The reader walks, it does not recurse: depth costs a bit a level and is judged event by event.</summary>
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    /// <summary>Reads the body of <c>/collect</c>: the request, or why it cannot be read.</summary>
    public static (CollectRequest? Request, Refusal? Refusal) Batch(ReadOnlySpan<byte> body, IngestionLimits limits) =>
        Read(body, limits, shape: EventShape.Event);

    /// <summary>Reads an opened sealed message, expanded to the shape of <c>/collect</c>.</summary>
    public static (CollectRequest? Request, Refusal? Refusal) Sealed(ReadOnlySpan<byte> body, IngestionLimits limits) =>
        Read(body, limits, shape: EventShape.Sealed);

    /// <summary>Reads the body of a short call, which is one event.</summary>
    public static (CollectRequest? Request, Refusal? Refusal) ShortCall(ReadOnlySpan<byte> body, IngestionLimits limits, EventShape shape) =>
        Read(body, limits, shape);

    private static (CollectRequest? Request, Refusal? Refusal) Read(ReadOnlySpan<byte> body, IngestionLimits limits, EventShape shape)
    {
        if (body.StartsWith("\uFEFF"u8)) body = body[3..];
        if (body.IsEmpty) return (null, Refusal.Unreadable(null, "The body is empty.", "Send a JSON object; docs/api/collect.md shows one."));
        if (!Utf8.IsValid(body)) body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body));
        try
        {
            var reader = new Utf8JsonReader(body, Options);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return (null, Refusal.Unreadable(null, "The body is no JSON object.", "Send {\"key\":\"ff_…\",\"events\":[…]}, not a bare array or value."));
            return shape is EventShape.Event or EventShape.Sealed ? ReadBatch(reader, limits, shape) : ReadShortCall(reader, limits, shape);
        }
        catch (JsonException broken)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}");
            return (null, Refusal.Unreadable(null, $"The body is no valid JSON: {at}.", "Send JSON in UTF-8, without comments and trailing commas."));
        }
    }

    private static (CollectRequest? Request, Refusal? Refusal) ReadBatch(Utf8JsonReader reader, IngestionLimits limits, EventShape shape)
    {
        var request = new CollectRequest();
        Draft? context = null;
        var sawEvents = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(JsonText.Read(ref reader, 64)) : reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("events"u8))
            {
                if (reader.TokenType != JsonTokenType.StartArray)
                    return (null, Refusal.Unreadable("events", "The field events is no array.", "Send the events as an array, a single one too."));
                sawEvents = true;
                Events(ref reader, request, limits, shape);
            }
            else if (name.SequenceEqual("context"u8) && reader.TokenType != JsonTokenType.Null)
            {
                if (reader.TokenType != JsonTokenType.StartObject)
                    return (null, Refusal.Unreadable("context", "The field context is no object.", "Send an object of defaults for the events, or leave it out."));
                context = ReadEvent.From(ref reader, limits, EventShape.Context);
            }
            else
            {
                Envelope(ref reader, name, request);
            }
        }

        // Reads on to the end, so that rubbish behind the object is found.
        while (reader.Read())
        {
        }

        if (!sawEvents) return (null, Refusal.Unreadable("events", "The field events is missing.", "Send {\"key\":\"ff_…\",\"events\":[{\"name\":\"pageview\"}]}."));
        if (context is not null)
        {
            foreach (var draft in request.Drafts) draft.Inherit(context);
        }

        return (request, null);
    }

    private static void Events(ref Utf8JsonReader reader, CollectRequest request, IngestionLimits limits, EventShape shape)
    {
        request.Drafts.Clear();
        request.Excess = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (request.Drafts.Count < limits.EventsInBatch)
            {
                request.Drafts.Add(ReadEvent.From(ref reader, limits, shape));
                continue;
            }

            request.Excess++;
            reader.Skip();
        }
    }

    private static void Envelope(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, CollectRequest request)
    {
        if (name.SequenceEqual("key"u8) && reader.TokenType == JsonTokenType.String) request.Key = JsonText.ReadPooled(ref reader, LongestKey);
        else if (name.SequenceEqual("sent_at"u8)) request.SentAt = Times.TryRead(ref reader, out var time) ? time : null;
        else if (name.SequenceEqual("retry_count"u8)) request.IsRetry = reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var count) && count > 0;
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) reader.Skip();
    }

    private static (CollectRequest? Request, Refusal? Refusal) ReadShortCall(Utf8JsonReader reader, IngestionLimits limits, EventShape shape)
    {
        var request = new CollectRequest();
        string? appName = null;
        var envelope = reader;
        while (envelope.Read() && envelope.TokenType == JsonTokenType.PropertyName)
        {
            var isKey = JsonText.Is(ref envelope, "key"u8);
            var isName = JsonText.Is(ref envelope, "appName"u8);
            envelope.Read();
            if (isKey && envelope.TokenType == JsonTokenType.String) request.Key = JsonText.ReadPooled(ref envelope, LongestKey);
            else if (isName && envelope.TokenType == JsonTokenType.String) appName = JsonText.ReadPooled(ref envelope, LongestKey);
            if (envelope.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) envelope.Skip();
        }

        while (envelope.Read())
        {
        }

        // Names can be guessed and change hands; a key says which project is meant.
        if (string.IsNullOrEmpty(request.Key)) request.Key = appName;
        var draft = ReadEvent.From(ref reader, limits, shape);
        if (shape == EventShape.View) draft.Name = EventNames.Pageview;
        else if (shape == EventShape.Interaction) draft.Name ??= "interaction";
        request.Drafts.Add(draft);
        return (request, null);
    }
}
