using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace Footfall.Server.Web;

/// <summary>
/// Tells why a request to an address that exists came to nothing: routing hands one with a wrong method or content type to the fallback, as if the address were unknown.
/// </summary>
internal sealed class KnownAddresses(EndpointDataSource endpoints)
{
    /// <summary>405 or 415 with what is right, or null where the address is unknown.</summary>
    public IResult? Explain(HttpContext context)
    {
        var methods = endpoints.Endpoints.OfType<RouteEndpoint>().Where(endpoint => Matches(endpoint.RoutePattern, context.Request.Path))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Distinct().ToList();
        if (methods.Count == 0) return null;
        if (methods.Contains(context.Request.Method, StringComparer.OrdinalIgnoreCase))
            return Problem(415, "Not JSON", "The content type is not application/json.", "Content-Type", "Send Content-Type: application/json.");
        context.Response.Headers.Allow = string.Join(", ", methods);
        return Problem(405, "Another method", $"This address does not take {context.Request.Method}.", "method", $"Use {string.Join(" or ", methods)}.");
    }

    private static bool Matches(RoutePattern pattern, PathString path)
    {
        var values = new RouteValueDictionary();
        return !pattern.Parameters.Any(parameter => parameter.IsCatchAll)
            && new TemplateMatcher(new RouteTemplate(pattern), []).TryMatch(path, values)
            && pattern.Parameters.All(parameter => !parameter.ParameterPolicies.Any(policy => policy.Content == "guid") || Guid.TryParse((string?)values[parameter.Name], out _));
    }

    private static IResult Problem(int status, string title, string detail, string field, string remedy) =>
        TypedResults.Problem(detail, statusCode: status, title: title, extensions: new Dictionary<string, object?> { ["field"] = field, ["remedy"] = remedy });
}
