using System.Text.Json;

namespace Footfall.Agent.Streams;

/// <summary>What a stream is called and asks: the document of the kind <c>stream</c>, for whoever reads its items.</summary>
internal static class StreamDefinition
{
    public static byte[] Write(DerivedStream stream)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("name", stream.Name);
            json.WriteString("schedule", stream.Schedule.Words);
            json.WriteString("timezone", stream.Schedule.Zone.Id);
            foreach (var name in new[] { "metrics", "dimensions" })
            {
                json.WritePropertyName(name);
                if (stream.Question.TryGetProperty(name, out var names)) names.WriteTo(json);
                else json.WriteRawValue("[]");
            }

            json.WriteEndObject();
        }

        return output.ToArray();
    }

    /// <summary>Null where it is none.</summary>
    public static string? NameOf(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.GetProperty("name").GetString();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null; // A member wrote it that knows streams of another shape.
        }
    }
}
