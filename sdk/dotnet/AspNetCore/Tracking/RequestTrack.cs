using Footfall.AspNetCore.Logging;
using Footfall.AspNetCore.Requests;
using Footfall.AspNetCore.Sentry;
using Footfall.Client;
using Footfall.Client.Events;
using Microsoft.Extensions.Logging;

namespace Footfall.AspNetCore.Tracking;

/// <summary>Tells of the request that is being answered. Thread-safe.</summary>
internal sealed class RequestTrack(RequestFacts facts, IReadOnlyList<IEventSink> sinks, FootfallClient client, AppLog log, ErrorReports errors, ILogger<RequestTrack> logger) : ITrack
{
    public bool IsOptedOut => facts.IsOptedOut;

    public void TrackView(ViewOptions? view = null) => Guarded("TrackView", () => Tell("pageview", view ?? new ViewOptions(), view?.Props));

    public void TrackInteraction(string type, Props? data = null, EventOptions? options = null) => Guarded("TrackInteraction", () =>
    {
        var (lifted, props) = Interaction.Lift(data, options);
        Tell(string.IsNullOrWhiteSpace(type) ? "interaction" : type, lifted, props);
    });

    public void TrackEvent(string name, Props? props = null, EventOptions? options = null) => Guarded("TrackEvent", () => Tell(name, options, props));

    public void LogEvent(string name, Props? props = null, LogLevel level = LogLevel.Information) => Guarded("LogEvent", () =>
    {
        var http = facts.Http;
        log.Write(name, level, props, http?.TraceIdentifier, http is null ? null : RouteTemplate.MethodOf(http), http is null ? null : RouteTemplate.Of(http));
    });

    public void CaptureError(Exception error) => Guarded("CaptureError", () =>
    {
        var http = facts.Http;
        errors.Tell(error, this, handled: true, http is null ? null : RouteTemplate.MethodOf(http), http is null ? null : RouteTemplate.Of(http), null, http?.TraceIdentifier);
    });

    public string? Experiment(string key, IReadOnlyDictionary<string, double> weights)
    {
        string? variant = null;
        Guarded("Experiment", () => variant = IsOptedOut ? null : client.Experiment(key, weights, facts.Complete(new EventOptions())));
        return variant;
    }

    public ValueTask<string?> ExperimentAsync(string key, CancellationToken cancellationToken = default)
    {
        ValueTask<string?> variant = default;
        Guarded("ExperimentAsync", () =>
        {
            var options = facts.Complete(new EventOptions());
            // What the server gives this machine is no visitor's.
            if (!IsOptedOut && options.Visitor is not null) variant = client.ExperimentAsync(key, options, cancellationToken);
        });
        return variant;
    }

    public void OptOut()
    {
        if (facts.Http is { } http) RequestPrivacy.OptOut(http);
    }

    private void Tell(string name, EventOptions? options, Props? props)
    {
        var complete = facts.Complete(options is ViewOptions ? options.CopyTo(new ViewOptions()) : options?.CopyTo(new EventOptions()) ?? new EventOptions());
        complete.OptedOut |= IsOptedOut;
        foreach (var sink in sinks) sink.Take(name, complete, props);
    }

    private void Guarded(string call, Action work)
    {
        try
        {
            work();
        }
        // Such as what the application's own functions throw: its work goes on.
#pragma warning disable CA1031
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.Failed(logger, call, failure);
        }
    }
}
