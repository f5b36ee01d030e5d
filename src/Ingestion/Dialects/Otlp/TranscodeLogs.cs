using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Footfall.Ingestion.Dialects.Otlp;

/// <summary>
/// Writes the protobuf form of an <c>ExportLogsServiceRequest</c> as its JSON form (opentelemetry-proto 1.x, logs/v1/logs.proto), as far as events need it, so that one reader
/// serves both. A record that is broken becomes <c>{"broken":true}</c> and costs no other. The JSON is at most some six times as long.
/// </summary>
internal static class TranscodeLogs
{
    /// <summary>Levels of lists within one value; what lies deeper is left out.</summary>
    private const int Deepest = 16;

    /// <summary>The JSON, or null where there is nothing that could be a request.</summary>
    public static byte[]? FromProto(ReadOnlySpan<byte> request)
    {
        var buffer = new ArrayBufferWriter<byte>(Math.Max(256, request.Length * 2));
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray("resourceLogs"u8);
        var read = 0;
        var reader = new ProtoReader(request);
        while (reader.Next())
        {
            if (reader is not { Field: 1, Kind: ProtoKind.Bytes }) continue;
            ResourceLogs(json, reader.Bytes);
            read++;
        }

        if (reader.IsBroken && read == 0) return null;
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void ResourceLogs(Utf8JsonWriter json, ReadOnlySpan<byte> message)
    {
        json.WriteStartObject();
        if (Find(message, 1) is { IsEmpty: false } resource)
        {
            json.WriteStartObject("resource"u8);
            Attributes(json, resource, 1);
            json.WriteEndObject();
        }

        json.WriteStartArray("scopeLogs"u8);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader is { Field: 2, Kind: ProtoKind.Bytes }) ScopeLogs(json, reader.Bytes);
        }

        if (reader.IsBroken)
        {
            json.WriteStartObject();
            json.WriteStartArray("logRecords"u8);
            Broken(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void ScopeLogs(Utf8JsonWriter json, ReadOnlySpan<byte> message)
    {
        json.WriteStartObject();
        json.WriteStartArray("logRecords"u8);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader is { Field: 2, Kind: ProtoKind.Bytes }) Record(json, reader.Bytes);
        }

        if (reader.IsBroken) Broken(json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Record(Utf8JsonWriter json, ReadOnlySpan<byte> message)
    {
        json.WriteStartObject();
        Attributes(json, message, 6);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader)
            {
                case { Field: 1, Kind: ProtoKind.Fixed64 }:
                    json.WriteString("timeUnixNano"u8, reader.Number.ToString(CultureInfo.InvariantCulture));
                    break;
                case { Field: 11, Kind: ProtoKind.Fixed64 }:
                    json.WriteString("observedTimeUnixNano"u8, reader.Number.ToString(CultureInfo.InvariantCulture));
                    break;
                case { Field: 12, Kind: ProtoKind.Bytes }:
                    json.WriteString("eventName"u8, Text(reader.Bytes));
                    break;
                case { Field: 5, Kind: ProtoKind.Bytes }:
                    json.WritePropertyName("body"u8);
                    Value(json, reader.Bytes, depth: 1);
                    break;
            }
        }

        if (reader.IsBroken) json.WriteBoolean("broken"u8, true);
        json.WriteEndObject();
    }

    private static void Attributes(Utf8JsonWriter json, ReadOnlySpan<byte> message, uint field)
    {
        json.WriteStartArray("attributes"u8);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == field && reader.Kind == ProtoKind.Bytes) Pair(json, reader.Bytes, depth: 1);
        }

        json.WriteEndArray();
    }

    private static void Pair(Utf8JsonWriter json, ReadOnlySpan<byte> message, int depth)
    {
        json.WriteStartObject();
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader is { Field: 1, Kind: ProtoKind.Bytes }) json.WriteString("key"u8, Text(reader.Bytes));
            if (reader is not { Field: 2, Kind: ProtoKind.Bytes }) continue;
            json.WritePropertyName("value"u8);
            Value(json, reader.Bytes, depth);
        }

        json.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter json, ReadOnlySpan<byte> message, int depth)
    {
        json.WriteStartObject();
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader)
            {
                case { Field: 1, Kind: ProtoKind.Bytes }:
                    json.WriteString("stringValue"u8, Text(reader.Bytes));
                    break;
                case { Field: 2, Kind: ProtoKind.Varint }:
                    json.WriteBoolean("boolValue"u8, reader.Number != 0);
                    break;
                case { Field: 3, Kind: ProtoKind.Varint }:
                    json.WriteString("intValue"u8, ((long)reader.Number).ToString(CultureInfo.InvariantCulture));
                    break;
                case { Field: 4, Kind: ProtoKind.Fixed64 }:
                    Double(json, BitConverter.UInt64BitsToDouble(reader.Number));
                    break;
                case { Field: 5, Kind: ProtoKind.Bytes } when depth < Deepest:
                    List(json, "arrayValue"u8, reader.Bytes, depth, ofPairs: false);
                    break;
                case { Field: 6, Kind: ProtoKind.Bytes } when depth < Deepest:
                    List(json, "kvlistValue"u8, reader.Bytes, depth, ofPairs: true);
                    break;
                case { Field: 7, Kind: ProtoKind.Bytes }:
                    json.WriteBase64String("bytesValue"u8, reader.Bytes);
                    break;
            }
        }

        json.WriteEndObject();
    }

    private static void List(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> message, int depth, bool ofPairs)
    {
        json.WriteStartObject(name);
        json.WriteStartArray("values"u8);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader is not { Field: 1, Kind: ProtoKind.Bytes }) continue;
            if (ofPairs) Pair(json, reader.Bytes, depth + 1);
            else Value(json, reader.Bytes, depth + 1);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Double(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number)) json.WriteNumber("doubleValue"u8, number);
        else json.WriteString("doubleValue"u8, double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
    }

    private static void Broken(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("broken"u8, true);
        json.WriteEndObject();
    }

    /// <summary>The last message in a field that is no list, as protobuf has it.</summary>
    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> message, uint field)
    {
        ReadOnlySpan<byte> found = default;
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == field && reader.Kind == ProtoKind.Bytes) found = reader.Bytes;
        }

        return found;
    }

    /// <summary>Bytes that are no UTF-8 become U+FFFD.</summary>
    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
