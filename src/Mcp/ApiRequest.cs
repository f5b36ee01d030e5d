namespace Footfall.Mcp;

/// <summary>A request to Footfall's own API.</summary>
/// <param name="Route">As the API's document writes it, such as <c>/api/v1/projects/{project}/funnels</c>.</param>
/// <param name="Values">What stands for the names in the route.</param>
/// <param name="Body">JSON; null: none.</param>
public sealed record ApiRequest(string Method, string Route, IReadOnlyDictionary<string, string> Values, string? Body);
