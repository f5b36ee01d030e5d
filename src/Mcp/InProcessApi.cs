using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Footfall.Mcp;

/// <summary>This server's own endpoints, asked as the caller of a request: the same checks, the same answers, and no second way to anything.</summary>
internal sealed partial class InProcessApi(HttpContext caller, EndpointDataSource endpoints) : IFootfallApi
{
    /// <summary>What says who is calling beside the caller's claims.</summary>
    private const string LinkTicket = "Footfall-Link";

    public async Task<ApiAnswer> SendAsync(ApiRequest request, CancellationToken cancellation)
    {
        // Groups write their own address with a slash at its end.
        var endpoint = endpoints.Endpoints.OfType<RouteEndpoint>().First(route =>
            Constraint().Replace(route.RoutePattern.RawText!, "").Trim('/') == request.Route.Trim('/')
            && route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(request.Method) == true);
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(request.Body ?? ""));
        using var output = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = caller.RequestServices, User = caller.User, RequestAborted = cancellation };
        (context.Request.Method, context.Request.Scheme, context.Request.Host) = (request.Method, caller.Request.Scheme, caller.Request.Host);
        (context.Request.Body, context.Request.ContentLength, context.Request.ContentType) = (input, input.Length, "application/json");
        context.Request.Headers[LinkTicket] = caller.Request.Headers[LinkTicket];
        context.Connection.RemoteIpAddress = caller.Connection.RemoteIpAddress;
        foreach (var (name, value) in request.Values) context.Request.RouteValues[name] = value;
        context.Response.Body = output;
        context.SetEndpoint(endpoint);
        await endpoint.RequestDelegate!(context);
        await context.Response.CompleteAsync();
        return new ApiAnswer(context.Response.StatusCode, Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length));
    }

    [GeneratedRegex(":[a-z]+(?=})")]
    private static partial Regex Constraint();
}
