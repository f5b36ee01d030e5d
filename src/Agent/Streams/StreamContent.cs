using System.Text.Json;

namespace Footfall.Agent.Streams;

/// <summary>What an item says: the answer to a stream's question about one period.</summary>
/// <param name="Json">As docs/formats/sealed.md has it.</param>
internal readonly record struct StreamContent(DateTimeOffset From, DateTimeOffset To, JsonElement Json)
{
    /// <summary>Such as an answer of the query API.</summary>
    public JsonElement AsAnswer() => JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement> { ["results"] = Json.GetProperty("rows") });

    public static byte[] Write(DateTimeOffset from, DateTimeOffset to, JsonElement question, JsonElement answer)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteNumber("from", from.ToUnixTimeMilliseconds());
            json.WriteNumber("to", to.ToUnixTimeMilliseconds());
            WriteNames(json, "metrics", question);
            WriteNames(json, "dimensions", question);
            json.WritePropertyName("rows");
            answer.GetProperty("results").WriteTo(json);
            json.WriteEndObject();
        }

        return output.ToArray();
    }

    /// <summary>Null where a member wrote something else.</summary>
    public static StreamContent? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var json = JsonSerializer.Deserialize<JsonElement>(bytes);
            var (from, to) = (json.GetProperty("from").GetInt64(), json.GetProperty("to").GetInt64());
            if (json.GetProperty("rows").EnumerateArray().Any(row => row.GetProperty("metrics").GetArrayLength() == 0)) return null;
            return new StreamContent(DateTimeOffset.FromUnixTimeMilliseconds(from), DateTimeOffset.FromUnixTimeMilliseconds(to), json);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentOutOfRangeException)
        {
            return null; // The caller says which item it is.
        }
    }

    private static void WriteNames(Utf8JsonWriter json, string name, JsonElement question)
    {
        json.WritePropertyName(name);
        if (question.TryGetProperty(name, out var names)) names.WriteTo(json);
        else json.WriteRawValue("[]");
    }
}
