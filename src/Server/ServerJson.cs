using System.Text.Json.Serialization;
using Footfall.Server.Health;
using Footfall.Server.Web;

namespace Footfall.Server;

/// <summary>The bodies that the host itself writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ServerJson : JsonSerializerContext;
