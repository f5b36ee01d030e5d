using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Footfall.Server.Web;

/// <summary>Turns what endpoints throw into problem documents: a body that cannot be read is the sender's fault, everything else is ours and says no more than an id.</summary>
internal sealed class ProblemAnswers : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested) return true;
        var problem = exception is BadHttpRequestException bad
            ? TypedResults.Problem(bad.InnerException?.Message ?? bad.Message, statusCode: bad.StatusCode, title: "The request cannot be read",
                extensions: Extensions("body", "Send JSON as the documentation of this endpoint shows."))
            : TypedResults.Problem("Something went wrong on the server; its log tells more under this request id.", statusCode: 500, title: "Internal error",
                extensions: Extensions(null, $"Look for request id {httpContext.TraceIdentifier} in the server's log."));
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private static Dictionary<string, object?> Extensions(string? field, string remedy) => new() { ["field"] = field, ["remedy"] = remedy };
}
