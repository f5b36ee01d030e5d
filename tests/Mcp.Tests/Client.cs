using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Server.Tests;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Xunit;

namespace Footfall.Mcp.Tests;

/// <summary>The SDK's own client, and its answers as JSON.</summary>
internal static class Client
{
    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="path">Such as <c>/mcp</c>.</param>
    public static Task<McpClient> OverHttpAsync(RunningServer server, string path, string? token, string? ticket = null)
    {
        var headers = new Dictionary<string, string>();
        if (token is not null) headers["Authorization"] = $"Bearer {token}";
        if (ticket is not null) headers["Footfall-Link"] = ticket;
        return McpClient.CreateAsync(
            new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(server.Address, path), TransportMode = HttpTransportMode.StreamableHttp, AdditionalHeaders = headers }), cancellationToken: Stop);
    }

    public static async Task<(JsonNode? Answer, string Text, bool IsError)> AskAsync(this McpClient client, string tool, string arguments)
    {
        var given = JsonDocument.Parse(arguments).RootElement.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value);
        var result = await client.CallToolAsync(tool, given, cancellationToken: Stop);
        var text = Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
        return (text.StartsWith('{') ? JsonNode.Parse(text) : null, text, result.IsError == true);
    }
}
