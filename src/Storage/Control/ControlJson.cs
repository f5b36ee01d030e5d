using System.Text.Json.Serialization;

namespace Footfall.Storage.Control;

/// <summary>The lists that columns hold as JSON, and the file of epochs' keys, without reflection, so that a trimmed program can read them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(List<int>))]
[JsonSerializable(typeof(EpochKeysContent))]
internal sealed partial class ControlJson : JsonSerializerContext;
