using System.Text.RegularExpressions;
using Footfall.Events;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Server.Tests.Contract;

/// <summary>The operations that the running composition answers.</summary>
internal static partial class ServerRoutes
{
    private static readonly string[] AllMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    /// <summary>Operations as the document writes them. Catch-alls only tell that nothing is there, and are none.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(RunningServer server)
    {
        var operations = new List<string>();
        foreach (var endpoint in server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var pattern = endpoint.RoutePattern.RawText!;
            // What other products' protocols are is not ours to document; docs/dialects.md lists their addresses.
            if (pattern.Contains("{**", StringComparison.Ordinal) || endpoint.Metadata.GetMetadata<ForeignProtocol>() is not null) continue;
            var path = "/" + Constraint().Replace(pattern, "").Trim('/');
            var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? await AskAsync(server, path);
            operations.AddRange(methods.Select(method => $"{method} {path}"));
        }

        return operations;
    }

    /// <summary>What is missing on either side.</summary>
    public static IReadOnlyList<string> Drift(IReadOnlyCollection<string> routes, IReadOnlyCollection<string> documented) =>
    [
        .. routes.Except(documented).Order(StringComparer.Ordinal).Select(operation => $"schema/openapi.json lacks {operation}"),
        .. documented.Except(routes).Order(StringComparer.Ordinal).Select(operation => $"the server has no {operation}"),
    ];

    /// <summary>Ingestion takes all methods, so as to refuse the wrong ones with CORS headers: which are right, only its answers tell.</summary>
    private static async Task<IReadOnlyList<string>> AskAsync(RunningServer server, string path)
    {
        using var stranger = server.NewBrowser();
        var methods = new List<string>();
        foreach (var method in AllMethods)
        {
            using var answer = await stranger.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
            if ((int)answer.StatusCode is not 405) methods.Add(method);
        }

        return methods;
    }

    [GeneratedRegex(":[a-z]+(?=})")]
    private static partial Regex Constraint();
}
