using System.Text.Json.Serialization;
using Footfall.Server.Health;

namespace Footfall.Server;

/// <summary>The bodies that the host itself writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HealthAnswer))]
public sealed partial class ServerJson : JsonSerializerContext;
