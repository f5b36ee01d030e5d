using System.Text.Json;

namespace Footfall.Accounts.Tokens;

/// <param name="Scopes">Of read, write, manage.</param>
/// <param name="Projects">A list of project ids, or <c>"*"</c> for all present and future ones.</param>
public sealed record CreateToken(string? Name, IReadOnlyList<string>? Scopes, JsonElement? Projects);
