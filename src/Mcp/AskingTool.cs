using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Footfall.Mcp;

/// <summary>A tool that asks the API one thing and changes nothing. Its schema is written by hand, so that it says what the API takes.</summary>
internal sealed class AskingTool : McpServerTool
{
    /// <summary>An assistant reads every character of an answer; one that is longer is asked for anew with fewer rows.</summary>
    private const int MostCharacters = 100_000;

    private readonly IFootfallApi api;
    private readonly Func<JsonObject, CancellationToken, Task<ApiAnswer>> ask;

    /// <param name="schema">JSON Schema of an object.</param>
    /// <param name="ask">Takes the arguments.</param>
    public AskingTool(IFootfallApi api, string name, string title, string description, string schema, Func<JsonObject, CancellationToken, Task<ApiAnswer>> ask)
    {
        (this.api, this.ask) = (api, ask);
        using var parsed = JsonDocument.Parse(schema);
        ProtocolTool = new Tool
        {
            Name = name,
            Title = title,
            Description = description,
            InputSchema = parsed.RootElement.Clone(),
            Annotations = new ToolAnnotations { Title = title, ReadOnlyHint = true, DestructiveHint = false, IdempotentHint = true, OpenWorldHint = false },
        };
    }

    public override Tool ProtocolTool { get; }

    public override IReadOnlyList<object> Metadata => [api];

    public override async ValueTask<CallToolResult> InvokeAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        var arguments = new JsonObject();
        foreach (var (name, value) in request.Params?.Arguments ?? new Dictionary<string, JsonElement>()) arguments[name] = JsonNode.Parse(value.GetRawText());
        var answer = await ask(arguments, cancellationToken);
        if (!answer.IsGood) return Told(Refusal(answer), isError: true);
        return answer.Body.Length <= MostCharacters
            ? Told(answer.Body, isError: false)
            : Told($"The answer has {answer.Body.Length} characters. Ask for fewer rows (pagination.limit), fewer dimensions, or a shorter date_range.", isError: true);
    }

    /// <summary>What is wrong and what to do, as the problem document says it.</summary>
    private static string Refusal(ApiAnswer answer)
    {
        try
        {
            var problem = JsonNode.Parse(answer.Body) as JsonObject;
            var words = new[] { (string?)(problem?["detail"] ?? problem?["error"]), (string?)problem?["remedy"] }.Where(text => !string.IsNullOrEmpty(text)).ToList();
            return words.Count > 0 ? string.Join(" ", words) : $"The server answered {answer.Status}.";
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return $"The server answered {answer.Status}, and something that is no problem document.";
        }
    }

    private static CallToolResult Told(string text, bool isError) => new() { Content = [new TextContentBlock { Text = text }], IsError = isError };
}
