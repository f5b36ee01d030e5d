using System.Globalization;
using System.Text;
using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Pipeline;

namespace Footfall.Ingestion.Endpoints;

/// <summary>
/// Reads props: objects flatten to <c>a.b</c>, arrays become text, numbers and booleans are numbers too, null is left out. Values come in twice as long as
/// they may stay, so that redaction sees what lies across the limit.
/// </summary>
internal readonly ref struct ReadProps(Draft draft, IngestionLimits limits, bool ofContext)
{
    private int ValueLimit => (ofContext ? limits.ContextValueLength : limits.ValueLength) * 2;

    private int MostProps => ofContext ? limits.PropsOfContext : limits.PropsOfEvent;

    /// <summary>Reads the object that the reader stands on as a whole set of props.</summary>
    public void Object(ref Utf8JsonReader reader, string field)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            draft.Fault ??= new Drop(DropReason.InvalidField, field, $"The field {field} has to be an object.");
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) PropertyUnlessReserved(ref reader);
    }

    /// <summary>Reads the property whose name the reader stands on, or leaves it out.</summary>
    public void PropertyUnlessReserved(ref Utf8JsonReader reader)
    {
        if (EventFieldNames.IsReservedInProps(reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(JsonText.Read(ref reader, 64)) : reader.ValueSpan))
        {
            reader.Read();
            reader.Skip();
            return;
        }

        var name = JsonText.ReadPooled(ref reader, limits.PropNameLength * 2);
        reader.Read();
        Value(ref reader, name, depth: 1);
    }

    private void Value(ref Utf8JsonReader reader, string name, int depth)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                Set(name, JsonText.ReadPooled(ref reader, ValueLimit), null);
                break;
            case JsonTokenType.Number:
                Number(ref reader, name);
                break;
            case JsonTokenType.True:
                Set(name, "true", 1);
                break;
            case JsonTokenType.False:
                Set(name, "false", 0);
                break;
            case JsonTokenType.StartArray:
                Set(name, ArrayText.Read(ref reader, ValueLimit), null);
                break;
            case JsonTokenType.StartObject:
                Nested(ref reader, name, depth);
                break;
        }
    }

    private void Nested(ref Utf8JsonReader reader, string name, int depth)
    {
        if (depth == limits.PropDepth)
        {
            reader.Skip();
            draft.Fault ??= new Drop(DropReason.TooDeep, name, $"Props may be nested {limits.PropDepth} levels deep.");
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var inner = JsonText.ReadPooled(ref reader, limits.PropNameLength * 2);
            reader.Read();
            Value(ref reader, $"{name}.{inner}", depth + 1);
        }
    }

    private void Number(ref Utf8JsonReader reader, string name)
    {
        var digits = reader.ValueSpan;
        // 1e999 is a number to JSON and none to a double: it stays as text only.
        var number = reader.TryGetDouble(out var value) && double.IsFinite(value) ? value : (double?)null;
        var text = digits.Length <= ValueLimit ? TextPool.Get(digits) : JsonText.Cut(Encoding.ASCII.GetString(digits), ValueLimit);
        Set(name, text, number);
    }

    private void Set(string name, string value, double? number)
    {
        if (draft.Props is null || draft.Props.Count < MostProps)
        {
            draft.SetProp(name, value, number);
            return;
        }

        draft.Fault ??= new Drop(DropReason.TooManyProps, ofContext ? "context" : "props",
            string.Create(CultureInfo.InvariantCulture, $"Send at most {MostProps} props, nested ones counted each."));
    }
}
