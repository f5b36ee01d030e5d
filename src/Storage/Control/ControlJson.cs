using System.Text.Json.Serialization;

namespace Footfall.Storage.Control;

/// <summary>The lists that columns hold as JSON, without reflection, so that a trimmed program can read them.</summary>
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(List<int>))]
internal sealed partial class ControlJson : JsonSerializerContext;
