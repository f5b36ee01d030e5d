using System.Globalization;
using Footfall.AspNetCore.Sentry;
using Footfall.Client;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Footfall.AspNetCore.Requests;

/// <summary>Goes along with every request: gives it an id, times it, and tells of it when it is answered. What goes wrong in here stays in here.</summary>
internal sealed class RequestWatch(FootfallWebOptions options, ITrack track, RequestMeters meters, ErrorReports errors, TimeProvider time, ILogger<RequestWatch> logger)
{
    /// <summary>The client went away before it had an answer; nginx's number for it.</summary>
    private const int GoneAway = 499;

    public async Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        var began = time.GetTimestamp();
        var id = RequestId.Of(http);
        http.TraceIdentifier = id;
        http.Response.Headers[RequestId.Header] = id;
        using var scope = logger.BeginScope(new RequestScope(id));
        Exception? failure = null;
        try
        {
            await next(http).ConfigureAwait(false);
            failure = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        }
        catch (Exception thrown)
        {
            failure = thrown;
            throw;
        }
        finally
        {
            Tell(http, failure, time.GetElapsedTime(began));
        }
    }

    private void Tell(HttpContext http, Exception? failure, TimeSpan took)
    {
        try
        {
            var (method, endpoint, status) = (RouteTemplate.MethodOf(http), RouteTemplate.Of(http), StatusOf(http, failure));
            meters.Answered(method, endpoint, status.ToString(CultureInfo.InvariantCulture), took);
            if (options.TrackRequests && endpoint != RouteTemplate.None && !RequestPrivacy.IsQuiet(http)) track.TrackEvent("http.request", Request(method, endpoint, status), new() { Interactive = false, Duration = took });
            if (failure is not null && status != GoneAway) errors.Tell(failure, track, handled: false, method, endpoint, status, http.TraceIdentifier);
        }
        // An answer is more than what is told of it.
#pragma warning disable CA1031
        catch (Exception own)
#pragma warning restore CA1031
        {
            Log.Failed(logger, "Telling of a request", own);
        }
    }

    /// <summary>The words of the package for NestJS, so that applications in both are asked alike.</summary>
    private static Props Request(string method, string endpoint, int status)
    {
        var props = new Props { ["method"] = method, ["route"] = endpoint, ["status"] = status };
        if (status == GoneAway) props["cut"] = true;
        return props;
    }

    private static int StatusOf(HttpContext http, Exception? failure)
    {
        if (failure is OperationCanceledException && http.RequestAborted.IsCancellationRequested) return GoneAway;
        // Who throws before anything was sent is answered 500 by the server, behind us.
        return failure is not null && !http.Response.HasStarted && http.Response.StatusCode < 400 ? StatusCodes.Status500InternalServerError : http.Response.StatusCode;
    }
}
