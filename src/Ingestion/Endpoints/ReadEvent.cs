using System.Buffers.Text;
using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Endpoints;

/// <summary>
/// Reads one event from JSON into a <see cref="Draft"/>. Whatever is wrong with it becomes the draft's fault, and the reader always ends at the event's
/// last token, so that its neighbours can be read. Throws only where the JSON itself is broken.
/// </summary>
internal ref struct ReadEvent
{
    /// <summary>Characters of visitor, session and user.</summary>
    private const int LongestIdentity = 200;

    private const int LongestId = 200;
    private const int LongestLanguage = 35;
    private const int LongestLibrary = 64;
    private const int MostGroups = 16;

    private readonly IngestionLimits limits;
    private readonly EventShape shape;
    private readonly Draft draft;
    private ReadProps props;

    private ReadEvent(IngestionLimits limits, EventShape shape)
    {
        this.limits = limits;
        this.shape = shape;
        draft = new Draft();
        props = new ReadProps(draft, limits, shape == EventShape.Context);
    }

    /// <summary>Reads the value that the reader stands on.</summary>
    public static Draft From(ref Utf8JsonReader reader, IngestionLimits limits, EventShape shape)
    {
        var read = new ReadEvent(limits, shape);
        read.Object(ref reader);
        return read.draft;
    }

    private void Object(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            Fail(DropReason.NotAnObject, null, "An event has to be a JSON object such as {\"name\":\"pageview\"}.");
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = FieldAt(ref reader);
            if (field == EventField.None)
            {
                props.PropertyUnlessReserved(ref reader);
                continue;
            }

            reader.Read();
            if (reader.TokenType != JsonTokenType.Null) Field(ref reader, field);
        }
    }

    private readonly EventField FieldAt(ref Utf8JsonReader reader)
    {
        var name = reader.ValueIsEscaped ? System.Text.Encoding.UTF8.GetBytes(JsonText.Read(ref reader, limits.PropNameLength)) : reader.ValueSpan;
        return shape switch
        {
            EventShape.Event or EventShape.Context => EventFieldNames.OfEvent(name),
            EventShape.Sealed => EventFieldNames.OfSealed(name),
            EventShape.Interaction => EventFieldNames.OfShortCall(name) is var field && field == EventField.Type ? EventField.Name : field,
            _ => EventFieldNames.OfShortCall(name) is var field && field == EventField.Type ? EventField.None : field,
        };
    }

    private void Field(ref Utf8JsonReader reader, EventField field)
    {
        switch (field)
        {
            case EventField.Id: draft.Id = Id(ref reader); break;
            case EventField.Name: draft.Name = Text(ref reader, "name", limits.NameLength + 1, pooled: true); break;
            case EventField.Time: draft.Time = Time(ref reader); break;
            case EventField.Url: draft.Url = Text(ref reader, "url", limits.ValueLength * 2); break;
            case EventField.Title: draft.Title = Text(ref reader, "title", limits.ValueLength * 2); break;
            case EventField.Referrer: draft.Referrer = Text(ref reader, "referrer", limits.ValueLength * 2); break;
            case EventField.Visitor: draft.Visitor = Identity(ref reader, "visitor"); break;
            case EventField.Session: draft.Session = Identity(ref reader, "session"); break;
            case EventField.User: draft.User = Identity(ref reader, "user"); break;
            case EventField.Language: draft.Language = Text(ref reader, "language", LongestLanguage, pooled: true); break;
            case EventField.Library: Library(ref reader); break;
            case EventField.Address: draft.Address = Text(ref reader, "ip", 64); break;
            case EventField.UserAgent: draft.UserAgent = Text(ref reader, "user_agent", 1024); break;
            case EventField.Hints: draft.Hints = ReadHints.From(ref reader); break;
            case EventField.Enriched: draft.Enriched = ReadEnriched.From(ref reader, draft); break;
            case EventField.Props: props.Object(ref reader, "props"); break;
            case EventField.Data: Data(ref reader); break;
            case EventField.Groups: Groups(ref reader); break;
            case EventField.Key: reader.Skip(); break;
            default: Measure(ref reader, field); break;
        }
    }

    private void Measure(ref Utf8JsonReader reader, EventField field)
    {
        switch (field)
        {
            case EventField.EngagementMs: draft.EngagementMs = (uint?)Number(ref reader, "engagement_ms", uint.MaxValue); break;
            case EventField.DurationMs: draft.DurationMs = (uint?)Number(ref reader, "duration_ms", uint.MaxValue); break;
            case EventField.ScrollDepth: draft.ScrollDepth = (byte?)Number(ref reader, "scroll_depth", 100); break;
            case EventField.ScreenWidth: draft.ScreenWidth = (ushort?)Number(ref reader, "screen.width", ushort.MaxValue); break;
            case EventField.ScreenHeight: draft.ScreenHeight = (ushort?)Number(ref reader, "screen.height", ushort.MaxValue); break;
            case EventField.Screen: Screen(ref reader); break;
            case EventField.Revenue: draft.Revenue = ReadRevenue.From(ref reader, draft); break;
            case EventField.Interactive: draft.Interactive = Flag(ref reader, "interactive"); break;
            case EventField.Demo: draft.Demo = Flag(ref reader, "demo") ?? false; break;
            case EventField.Unlinked: draft.Unlinked = Flag(ref reader, "unlinked") ?? false; break;
            case EventField.Automated: draft.SaysAutomated = Flag(ref reader, "automated") ?? false; break;
            default: throw new ArgumentOutOfRangeException(nameof(field), field, "Read the new field here.");
        }
    }

    private readonly string? Text(ref Utf8JsonReader reader, string name, int limit, bool pooled = false)
    {
        if (reader.TokenType != JsonTokenType.String) return Wrong<string>(ref reader, name, "a string");
        if (reader.ValueSpan.IsEmpty) return null;
        return pooled ? JsonText.ReadPooled(ref reader, limit) : JsonText.Read(ref reader, limit);
    }

    private readonly string? Identity(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.Number) return System.Text.Encoding.ASCII.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, LongestIdentity)]);
        var text = Text(ref reader, name, LongestIdentity + 1);
        if (text is null || text.Length <= LongestIdentity) return text;
        Fail(DropReason.InvalidField, name, $"Send at most {LongestIdentity} characters.");
        return null;
    }

    private readonly Guid? Id(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && reader.ValueSpan.Length == 36
            && Utf8Parser.TryParse(reader.ValueSpan, out Guid id, out var read) && read == 36)
        {
            // Clients without a source of randomness send this one for everything.
            return id == Guid.Empty ? null : id;
        }

        var text = Identity(ref reader, "id");
        return text is null ? null : EventIds.OfText(text);
    }

    private readonly DateTime? Time(ref Utf8JsonReader reader)
    {
        if (Times.TryRead(ref reader, out var time)) return time;
        return WrongValue<DateTime>(ref reader, "time", "an RFC 3339 time such as 2026-11-22T10:15:00Z, or milliseconds since 1970");
    }

    private readonly long? Number(ref Utf8JsonReader reader, string name, long most)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt64(out var whole) && whole >= 0) return Math.Min(whole, most);
            if (reader.TryGetDouble(out var number) && number >= 0) return number >= most ? most : (long)Math.Round(number);
        }

        return WrongValue<long>(ref reader, name, "a number that is not negative");
    }

    private readonly bool? Flag(ref Utf8JsonReader reader, string name) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => WrongValue<bool>(ref reader, name, "true or false"),
    };

    private readonly void Screen(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Wrong<string>(ref reader, "screen", "an object such as {\"width\":1440,\"height\":900}");
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var width = JsonText.Is(ref reader, "width"u8);
            var height = JsonText.Is(ref reader, "height"u8);
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null) continue;
            if (width) draft.ScreenWidth = (ushort?)Number(ref reader, "screen.width", ushort.MaxValue);
            else if (height) draft.ScreenHeight = (ushort?)Number(ref reader, "screen.height", ushort.MaxValue);
            else reader.Skip();
        }
    }

    private readonly void Library(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            draft.Library = Text(ref reader, "library", LongestLibrary, pooled: true);
            return;
        }

        string? name = null, version = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isName = JsonText.Is(ref reader, "name"u8);
            var isVersion = JsonText.Is(ref reader, "version"u8);
            reader.Read();
            if (isName) name = Text(ref reader, "library.name", LongestLibrary / 2, pooled: true);
            else if (isVersion) version = Text(ref reader, "library.version", LongestLibrary / 2, pooled: true);
            else reader.Skip();
        }

        draft.Library = version is null ? name : $"{name}/{version}";
    }

    private void Data(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Wrong<string>(ref reader, "data", "an object");
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = EventFieldNames.OfData(reader.ValueSpan);
            if (field == EventField.None)
            {
                props.PropertyUnlessReserved(ref reader);
                continue;
            }

            reader.Read();
            if (reader.TokenType != JsonTokenType.Null) Field(ref reader, field);
        }
    }

    private readonly void Groups(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Wrong<string>(ref reader, "groups", "an object of group types and keys");
            return;
        }

        var tooMany = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var type = JsonText.ReadPooled(ref reader, limits.PropNameLength);
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null || Identity(ref reader, "groups") is not { } key) continue;
            // Bounded while reading: each group is looked for among those before it, and all are handed on to each event of a batch.
            if (draft.Groups?.Count == MostGroups && !draft.Groups.Exists(pair => pair.Key == type)) tooMany = true;
            else draft.SetGroup(type, key);
        }

        if (tooMany) Fail(DropReason.InvalidField, "groups", $"Send at most {MostGroups} groups.");
    }

    private readonly T? WrongValue<T>(ref Utf8JsonReader reader, string name, string expected)
        where T : struct
    {
        Wrong<string>(ref reader, name, expected);
        return null;
    }

    private readonly T? Wrong<T>(ref Utf8JsonReader reader, string name, string expected)
        where T : class
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) reader.Skip();
        Fail(DropReason.InvalidField, name, $"The field {name} has to be {expected}.");
        return null;
    }

    private readonly void Fail(DropReason reason, string? field, string detail) => draft.Fault ??= new Drop(reason, field, detail);
}
