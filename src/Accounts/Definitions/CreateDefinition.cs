using System.Text.Json;

namespace Footfall.Accounts.Definitions;

/// <param name="Body">What the kind asks for; <c>docs/api/definitions.md</c> has them all.</param>
public sealed record CreateDefinition(string? Kind, string? Name, JsonElement? Body);
