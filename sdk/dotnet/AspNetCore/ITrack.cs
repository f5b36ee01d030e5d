using Footfall.Client;
using Microsoft.Extensions.Logging;

namespace Footfall.AspNetCore;

/// <summary>
/// Tells of what happens in an application, of the request that is being answered where there is one, and of nobody elsewhere. Never throws and never waits.
/// Ask for it wherever dependencies are injected, singletons included; <see cref="Testing.TestTrack"/> stands in for it in tests.
/// </summary>
public interface ITrack
{
    /// <summary>Whether the visitor of this request is not counted: by a signal of the browser, the endpoint, a header, or <see cref="OptOut"/>.</summary>
    bool IsOptedOut { get; }

    /// <summary>A page or a screen was opened.</summary>
    /// <param name="view">What is known of it. Without an address it is the request's route template behind <see cref="FootfallWebOptions.SiteUrl"/>.</param>
    void TrackView(ViewOptions? view = null);

    /// <summary>Something was done to an element.</summary>
    /// <param name="type">Names the event.</param>
    /// <param name="data">Props; <c>pageUrl</c>, <c>pageTitle</c> and <c>pageReferrer</c> among them are the page's.</param>
    /// <param name="options">What else can be said of it.</param>
    void TrackInteraction(string type, Props? data = null, EventOptions? options = null);

    /// <summary>Something of your own happened. It goes to Footfall and to PostHog, whichever of them is set up, under one id.</summary>
    /// <param name="name">Such as <c>timer.started</c>.</param>
    /// <param name="props">What it is about.</param>
    /// <param name="options">What else can be said of it.</param>
    void TrackEvent(string name, Props? props = null, EventOptions? options = null);

    /// <summary>A line of the application's log (<see cref="FootfallWebOptions.LogPath"/>), with the request's id, method and route template.</summary>
    /// <param name="name">Such as <c>invoice.rejected</c>.</param>
    /// <param name="props">What it is about.</param>
    /// <param name="level">How much it matters.</param>
    void LogEvent(string name, Props? props = null, LogLevel level = LogLevel.Information);

    /// <summary>An error that was handled: to Sentry, scrubbed, and as the event <c>error</c> with its type alone.</summary>
    /// <param name="error">What was caught.</param>
    void CaptureError(Exception error);

    /// <summary>The variant of this request's visitor, of an experiment whose weights the application knows; as of <see cref="FootfallClient.Experiment"/>.</summary>
    /// <param name="key">The experiment's key.</param>
    /// <param name="weights">Each variant with how frequent it is meant to be.</param>
    string? Experiment(string key, IReadOnlyDictionary<string, double> weights);

    /// <summary>The variant of this request's visitor, of an experiment that runs on the server; null where no visitor is known.</summary>
    /// <param name="key">The experiment's key.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    ValueTask<string?> ExperimentAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Nothing more is told of this request's visitor, for this request. To know it at the next one is the application's part.</summary>
    void OptOut();
}
