using System.Text.Json;

namespace Footfall.Accounts.Definitions;

/// <summary>Replaces both; the kind stays.</summary>
public sealed record ChangeDefinition(string? Name, JsonElement? Body);
