using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Footfall.Mcp;

/// <summary>
/// <c>POST /mcp</c>, by token, and <c>POST /mcp/{slug}</c>, for the readers of a shared link: streamable HTTP without sessions. Each request stands for itself, so nothing is kept
/// between two of them and nothing has to be ended.
/// </summary>
public static class McpEndpoints
{
    private const int MostBytes = 256 * 1024;

    public static IEndpointRouteBuilder MapMcp(this IEndpointRouteBuilder routes, string version)
    {
        routes.MapPost("/mcp", (HttpContext context, EndpointDataSource endpoints) => AnswerAsync(context, endpoints, null, version)).WithMetadata(new BodyLimit());
        routes.MapPost("/mcp/{slug}", (string slug, HttpContext context, EndpointDataSource endpoints) => AnswerAsync(context, endpoints, slug, version)).WithMetadata(new BodyLimit());
        return routes;
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, EndpointDataSource endpoints, string? link, string version)
    {
        if (link is null && context.User.Identity?.IsAuthenticated != true)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Refuse(StatusCodes.Status401Unauthorized, "Sign in first", "This needs a token that may read.", null, "Send Authorization: Bearer <token>.");
        }

        JsonRpcMessage? message;
        try
        {
            message = await JsonSerializer.DeserializeAsync(context.Request.Body, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage)), context.RequestAborted);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NotSupportedException)
        {
            message = null;
        }

        if (message is null) return Refuse(StatusCodes.Status400BadRequest, "No message", "The body is no message of JSON-RPC 2.0.", "body", "Send what a client of the Model Context Protocol sends; docs/mcp.md.");
        return new Streamed(new InProcessApi(context, endpoints), message, link, version);
    }

    private static IResult Refuse(int status, string title, string detail, string? field, string remedy) =>
        TypedResults.Problem(detail, statusCode: status, title: title, extensions: new Dictionary<string, object?> { ["field"] = field, ["remedy"] = remedy });

    private sealed class BodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => MostBytes;
    }

    /// <summary>The answer to one message, as an event stream; 202 to one that wants none.</summary>
    private sealed class Streamed(IFootfallApi api, JsonRpcMessage message, string? link, string version) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (response, stop) = (httpContext.Response, httpContext.RequestAborted);
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-store";
            await using var transport = new StreamableHttpServerTransport { Stateless = true };
            await using var server = McpServer.Create(transport, McpHost.Options(api, link, version));
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var running = server.RunAsync(ending.Token);
            if (!await transport.HandlePostRequestAsync(message, response.Body, stop))
            {
                response.ContentType = null;
                response.StatusCode = StatusCodes.Status202Accepted;
            }

            await ending.CancelAsync();
            try
            {
                await running;
            }
            catch (OperationCanceledException)
            {
                return; // It was told to end.
            }
        }
    }
}
