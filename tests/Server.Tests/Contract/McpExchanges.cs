namespace Footfall.Server.Tests.Contract;

// Data table.

/// <summary>What an assistant's client sends; its tools are tests/Mcp.Tests' matter.</summary>
internal static class McpExchanges
{
    private const string List = """{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}""";
    private const string Done = """{"jsonrpc":"2.0","method":"notifications/initialized"}""";

    public static IReadOnlyList<Exchange> All { get; } =
    [
        new("POST /mcp", 200, List) { As = Caller.Reader },
        new("POST /mcp", 202, Done) { As = Caller.Reader },
        new("POST /mcp", 400, "{") { As = Caller.Reader },
        new("POST /mcp", 401, List) { As = Caller.Nobody },
        new("POST /mcp", 403, List) { As = Caller.Forger },
        new("POST /mcp", 413, $$"""{"jsonrpc":"2.0","id":1,"method":"{{new string('x', 300_000)}}"}""") { As = Caller.Reader },
        new("POST /mcp/{slug}", 200, List) { As = Caller.Nobody, Address = "/mcp/any" },
        new("POST /mcp/{slug}", 202, Done) { As = Caller.Nobody, Address = "/mcp/any" },
        new("POST /mcp/{slug}", 400, "[]") { As = Caller.Nobody, Address = "/mcp/any" },
        new("POST /mcp/{slug}", 413, $$"""{"jsonrpc":"2.0","id":1,"method":"{{new string('x', 300_000)}}"}""") { As = Caller.Nobody, Address = "/mcp/any" },
    ];
}
