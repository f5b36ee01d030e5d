using System.Text.Json.Nodes;

namespace Footfall.Mcp;

/// <summary>Asks about a project that is named as people name it.</summary>
internal sealed class FoundProject(IFootfallApi api)
{
    private const int UsualRows = 100;
    private static readonly string[] Told = ["id", "name", "domains", "mode", "timezone", "first_event_at", "retention_days"];

    public async Task<ApiAnswer> ListAsync(CancellationToken cancellation)
    {
        var answer = await api.SendAsync(new ApiRequest("GET", "/api/v1/projects", new Dictionary<string, string>(), null), cancellation);
        if (!answer.IsGood) return answer;
        var items = JsonNode.Parse(answer.Body)!["items"]!.AsArray().Select(item => new JsonObject(Told.Select(name => KeyValuePair.Create(name, item![name]?.DeepClone()))));
        return answer with { Body = new JsonObject { ["projects"] = new JsonArray([.. items]) }.ToJsonString() };
    }

    public async Task<ApiAnswer> QueryAsync(JsonObject arguments, CancellationToken cancellation)
    {
        var (id, refusal) = await TakeAsync(arguments, cancellation);
        if (id is null) return refusal!;
        arguments["site_id"] = id;
        if (arguments["pagination"] is null) arguments["pagination"] = new JsonObject { ["limit"] = UsualRows };
        return await api.SendAsync(new ApiRequest("POST", "/api/v2/query", new Dictionary<string, string>(), arguments.ToJsonString()), cancellation);
    }

    public async Task<ApiAnswer> ReportAsync(string kind, JsonObject arguments, CancellationToken cancellation)
    {
        var (id, refusal) = await TakeAsync(arguments, cancellation);
        return id is null ? refusal! : await api.SendAsync(new ApiRequest("POST", $"/api/v1/projects/{{project}}/{kind}", Of(id), arguments.ToJsonString()), cancellation);
    }

    public async Task<ApiAnswer> GetAsync(string what, JsonObject arguments, CancellationToken cancellation)
    {
        var (id, refusal) = await TakeAsync(arguments, cancellation);
        return id is null ? refusal! : await api.SendAsync(new ApiRequest("GET", $"/api/v1/projects/{{project}}/{what}", Of(id), null), cancellation);
    }

    /// <summary>Takes the project out of the arguments; either its id, or why there is none.</summary>
    private async Task<(string? Id, ApiAnswer? Refusal)> TakeAsync(JsonObject arguments, CancellationToken cancellation)
    {
        var named = arguments["project"] is JsonValue value && value.TryGetValue<string>(out var text) ? text.Trim() : null;
        arguments.Remove("project");
        if (string.IsNullOrEmpty(named)) return (null, Refusal("project is missing.", "Give a project's id, domain or name; list_projects tells them."));
        var list = await ListAsync(cancellation);
        if (!list.IsGood) return (null, list);
        var projects = JsonNode.Parse(list.Body)!["projects"]!.AsArray();
        var found = projects.FirstOrDefault(project => Same(project!["id"], named)) ?? projects.FirstOrDefault(project => project!["domains"]!.AsArray().Any(domain => Same(domain, named)));
        if (found is null)
        {
            var byName = projects.Where(project => Same(project!["name"], named)).ToList();
            if (byName.Count > 1) return (null, Refusal($"Several projects are called {named}.", "Give the id of the one you mean."));
            found = byName.SingleOrDefault();
        }

        return found is null ? (null, Refusal($"There is no project {named}, or this token may not read it.", "list_projects tells which there are.")) : ((string)found["id"]!, null);
    }

    private static bool Same(JsonNode? node, string text) => string.Equals((string?)node, text, StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, string> Of(string id) => new() { ["project"] = id };

    private static ApiAnswer Refusal(string detail, string remedy) => new(404, new JsonObject { ["detail"] = detail, ["remedy"] = remedy }.ToJsonString());
}
