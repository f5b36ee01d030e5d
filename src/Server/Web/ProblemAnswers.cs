using System.Globalization;
using System.Text.Json;
using Footfall.Storage.Events;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Footfall.Server.Web;

/// <summary>Turns what endpoints throw into problem documents: a body that cannot be read is the sender's fault, a busy store passes, everything else is ours and says no more than an id.</summary>
internal sealed class ProblemAnswers(ILogger<ProblemAnswers> logger) : IExceptionHandler
{
    private const string SecondsUntilFree = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested) return true;
        // A handled exception is not logged by the framework; the route's template keeps what is in the address out of the log.
        if (exception is not BadHttpRequestException)
            Log.RequestFailed(logger, httpContext.TraceIdentifier, (httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "other", exception);
        if (IsBusy(exception)) httpContext.Response.Headers.RetryAfter = SecondsUntilFree;
        IResult problem = exception switch
        {
            BadHttpRequestException bad => TypedResults.Problem(Told(bad), statusCode: bad.StatusCode, title: "The request cannot be read",
                extensions: Extensions("body", "Send JSON as the documentation of this endpoint shows.")),
            _ when IsBusy(exception) => TypedResults.Problem(exception.Message, statusCode: 503, title: "No answer in time",
                extensions: Extensions(null, "Ask again after Retry-After seconds.")),
            _ => TypedResults.Problem("Something went wrong on the server; its log tells more under this request id.", statusCode: 500, title: "Internal error",
                extensions: Extensions(null, $"Look for request id {httpContext.TraceIdentifier} in the server's log.")),
        };
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>The event store is slow or away, which passes; what its exceptions say is meant to be told.</summary>
    private static bool IsBusy(Exception exception) => exception is QueryTimeoutException or EventStoreUnavailableException;

    /// <summary>Where the body does not fit; the reader's own message names types of the program, which mean nothing to the sender.</summary>
    private static string Told(BadHttpRequestException bad) => bad.InnerException is JsonException json
        ? string.Create(CultureInfo.InvariantCulture, $"The body cannot be read at {json.Path ?? "$"}: line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}.")
        : bad.Message;

    private static Dictionary<string, object?> Extensions(string? field, string remedy) => new() { ["field"] = field, ["remedy"] = remedy };
}
