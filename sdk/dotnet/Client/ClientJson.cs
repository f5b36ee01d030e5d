using System.Text.Json;
using System.Text.Json.Serialization;
using Footfall.Client.Experiments;
using Footfall.Client.Routes;
using Footfall.Client.Sending;

namespace Footfall.Client;

/// <summary>How what servers and files say is read, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CollectAnswer))]
[JsonSerializable(typeof(SealedAnswer))]
[JsonSerializable(typeof(Dictionary<string, ToldExperiment>))]
[JsonSerializable(typeof(ParcelFile))]
internal sealed partial class ClientJson : JsonSerializerContext
{
    /// <summary>Null for what is no such JSON: a proxy's page, a torn file, nothing at all.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> text, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return text.IsEmpty ? null : JsonSerializer.Deserialize(text, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
