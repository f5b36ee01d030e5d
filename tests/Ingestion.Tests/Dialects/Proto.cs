using System.Text;

namespace Footfall.Ingestion.Tests.Dialects;

/// <summary>Writes the protobuf of OTLP's log records, field by field.</summary>
internal static class Proto
{
    public static byte[] Request(params byte[][] records) => Field(1, Field(2, [.. records.SelectMany(record => Field(2, record))]));

    public static byte[] Record(string? eventName, byte[] attributes, byte[]? body) =>
        [.. eventName is null ? [] : Field(12, Encoding.UTF8.GetBytes(eventName)), .. attributes, .. body is null ? [] : Field(5, body)];

    /// <summary>An attribute of a record.</summary>
    public static byte[] Pair(string key, byte[] value) => Field(6, [.. Field(1, Encoding.UTF8.GetBytes(key)), .. Field(2, value)]);

    public static byte[] Text(string text) => Field(1, Encoding.UTF8.GetBytes(text));

    public static byte[] Int(long number) => [3 << 3, .. Varint((ulong)number)];

    public static byte[] Double(double number) => [(4 << 3) | 1, .. BitConverter.GetBytes(number)];

    public static byte[] Array(params byte[][] values) => Field(5, [.. values.SelectMany(value => Field(1, value))]);

    public static byte[] Map(string key, byte[] value) => Field(6, Field(1, [.. Field(1, Encoding.UTF8.GetBytes(key)), .. Field(2, value)]));

    public static byte[] Field(int field, byte[] bytes) => [.. Varint((ulong)((field << 3) | 2)), .. Varint((ulong)bytes.Length), .. bytes];

    public static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
