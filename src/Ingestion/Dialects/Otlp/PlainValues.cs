using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Footfall.Ingestion.Dialects.Otlp;

/// <summary>Makes plain JSON of OTLP's attributes and values, in which each value stands under the name of its kind.</summary>
internal static class PlainValues
{
    /// <summary>Levels of lists within one value; deeper ones are null.</summary>
    private const int Deepest = 16;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = true };

    /// <summary>A list of keys and values as one object; anything else as an empty one.</summary>
    public static JsonElement OfAttributes(JsonElement? attributes) => Write(json => Pairs(json, attributes, depth: 1));

    /// <summary>One value, such as a record's body.</summary>
    public static JsonElement OfValue(JsonElement value) => Write(json => Value(json, value, depth: 1));

    private static JsonElement Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return JsonElement.Parse(buffer.WrittenSpan, Options);
    }

    private static void Pairs(Utf8JsonWriter json, JsonElement? pairs, int depth)
    {
        json.WriteStartObject();
        if (pairs is { ValueKind: JsonValueKind.Array } known)
        {
            foreach (var pair in known.EnumerateArray())
            {
                if (pair.Member("key") is not { ValueKind: JsonValueKind.String } key || pair.Member("value") is not { } value) continue;
                json.WritePropertyName(key.GetString()!);
                Value(json, value, depth);
            }
        }

        json.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter json, JsonElement value, int depth)
    {
        if (value.Member("stringValue", "bytesValue") is { ValueKind: JsonValueKind.String } text) json.WriteStringValue(text.GetString());
        else if (value.Member("boolValue") is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag) json.WriteBooleanValue(flag.GetBoolean());
        else if (value.Member("intValue") is { } whole) Whole(json, whole);
        else if (value.Member("doubleValue") is { } number) Number(json, number);
        else if (depth < Deepest && value.Member("arrayValue") is { } array) Items(json, array.Member("values"), depth + 1);
        else if (depth < Deepest && value.Member("kvlistValue") is { } list) Pairs(json, list.Member("values"), depth + 1);
        else json.WriteNullValue();
    }

    private static void Items(Utf8JsonWriter json, JsonElement? items, int depth)
    {
        json.WriteStartArray();
        if (items is { ValueKind: JsonValueKind.Array } known)
        {
            foreach (var item in known.EnumerateArray()) Value(json, item, depth);
        }

        json.WriteEndArray();
    }

    /// <summary>The specification says a string of digits, some exporters write a number.</summary>
    private static void Whole(Utf8JsonWriter json, JsonElement whole)
    {
        if (long.TryParse(((JsonElement?)whole).Text(24), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) json.WriteNumberValue(number);
        else Number(json, whole);
    }

    private static void Number(Utf8JsonWriter json, JsonElement number)
    {
        if (((JsonElement?)number).Number() is { } known) json.WriteNumberValue(known);
        else if (number.ValueKind == JsonValueKind.String) json.WriteStringValue(number.GetString());
        else json.WriteNullValue();
    }
}
