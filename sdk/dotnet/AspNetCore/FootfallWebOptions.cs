using Footfall.Client;
using Microsoft.AspNetCore.Http;

namespace Footfall.AspNetCore;

/// <summary>What of a web application is told, and to whom. Read when the application starts.</summary>
public sealed class FootfallWebOptions
{
    /// <summary>How events are sent to Footfall. Without an <see cref="FootfallOptions.ApiBaseUrl"/>, and with PostHog, they go to PostHog alone.</summary>
    public FootfallOptions Client { get; } = new();

    /// <summary>The application's public address, such as <c>https://app.example.org</c>: route templates behind it are the events' pages. Default: events have no page.</summary>
    public string? SiteUrl { get; set; }

    /// <summary>Sends the event <c>http.request</c> for each request that an endpoint answered, with <c>method</c>, <c>route</c> (the template) and <c>status</c>. Default: true.</summary>
    public bool TrackRequests { get; set; } = true;

    /// <summary>Heeds Do Not Track and Global Privacy Control: nothing is sent of such a request. Default: true.</summary>
    public bool HonourSignals { get; set; } = true;

    /// <summary>A request that carries this header is not told of, unless it says <c>0</c> or <c>false</c>. Default: <c>X-Footfall-Opt-Out</c>.</summary>
    public string OptOutHeader { get; set; } = "X-Footfall-Opt-Out";

    /// <summary>
    /// Sends along the address and user agent that a visitor's request came from, of which anonymous projects make their daily hash. Needs a
    /// <see cref="FootfallOptions.ServerToken"/>; behind a proxy, set up forwarded headers. Default: false.
    /// </summary>
    public bool ForwardVisitors { get; set; }

    /// <summary>Identified projects: who a request is of, such as an id from your own cookie. Null: nobody.</summary>
    public Func<HttpContext, string?>? Visitor { get; set; }

    /// <summary>Identified projects: the user of a request, such as an account's id. No e-mail address. Null: nobody.</summary>
    public Func<HttpContext, string?>? User { get; set; }

    /// <summary>Where <see cref="ITrack.LogEvent"/> writes, one JSON object a line, such as <c>logs/app.jsonl</c>. Default: nowhere.</summary>
    public string? LogPath { get; set; }

    /// <summary>Bytes after which a new file is begun. Default: 16 MiB.</summary>
    public long LogMaxBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Old files that are kept beside it: <c>app.jsonl.1</c> is the youngest. Default: 4.</summary>
    public int LogFiles { get; set; } = 4;

    /// <summary>Where errors go: the DSN of a Sentry project, or of anything that takes its envelopes. Default: nowhere.</summary>
    public string? SentryDsn { get; set; }

    /// <summary>Told to Sentry with each error, such as <c>production</c>.</summary>
    public string? Environment { get; set; }

    /// <summary>Told to Sentry with each error, such as <c>tracker@1.2.0</c>.</summary>
    public string? Release { get; set; }

    /// <summary>Where PostHog is, such as <c>https://eu.i.posthog.com</c>. Default: nowhere.</summary>
    public string? PostHogHost { get; set; }

    /// <summary>The PostHog project's key.</summary>
    public string? PostHogKey { get; set; }

    /// <summary>Before each metric's name: <c>tt</c> makes <c>tt_requests_total</c>. Default: <c>app</c>.</summary>
    public string MetricsPrefix { get; set; } = "app";

    /// <summary>Names of meters of your own that <c>/metrics</c> shows beside those of requests and of this library.</summary>
    public ICollection<string> Meters { get; } = [];
}
