using System.Text.Json;

namespace Footfall.Agent.Digests;

/// <param name="Question">As the query API takes it, but for the project.</param>
public sealed record AskedQuestion(string Title, JsonElement Question);
