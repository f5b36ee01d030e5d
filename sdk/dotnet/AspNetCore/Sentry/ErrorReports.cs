using System.Diagnostics.Metrics;
using Footfall.Client;
using Footfall.Client.Events;
using Footfall.Client.Sending;
using Microsoft.Extensions.Logging;

namespace Footfall.AspNetCore.Sentry;

/// <summary>Tells of errors: the event <c>error</c> with its type alone, and to Sentry where a DSN is set. Never waits; a hundred errors wait at most.</summary>
internal sealed class ErrorReports : IAsyncDisposable
{
    private const int MostWaiting = 100;

    private readonly FootfallWebOptions _options;
    private readonly TimeProvider _time;
    private readonly SentryTransport? _transport;
    private readonly Sender? _sender;

    public ErrorReports(FootfallWebOptions options, IMeterFactory meterFactory, TimeProvider time, ILogger<ErrorReports> logger)
    {
        (_options, _time) = (options, time);
        if (string.IsNullOrWhiteSpace(options.SentryDsn)) return;
        if (SentryDsn.Read(options.SentryDsn) is not { } dsn)
        {
            Log.Unreadable(logger, nameof(options.SentryDsn), "it has the form https://PUBLIC@host/42.");
            return;
        }

        var limits = Settings.Of(options.Client);
        var voice = new Voice(logger, options.Client.Debug, null);
        var meters = new ClientMeters(meterFactory, "footfall.sentry");
        _transport = new SentryTransport(time);
        _sender = new Sender(new SenderMeans(new SentryRoute(dsn, time), _transport, new MemoryOutbox(), new Books(MostWaiting, meters, voice.Dropped), meters, voice, time)
        {
            FlushInterval = TimeSpan.Zero,
            MaxQueue = MostWaiting,
            RequestTimeout = limits.RequestTimeout,
            ShutdownTimeout = limits.ShutdownTimeout,
        });
    }

    /// <param name="track">Of the request that the error is of.</param>
    public void Tell(Exception error, ITrack track, bool handled, string? method, string? endpoint, int? status, string? requestId)
    {
        var props = new Props { ["type"] = error.GetType().FullName };
        if (status is not null) props["status"] = status;
        if (endpoint is not null) (props["method"], props["route"]) = (method, endpoint);
        track.TrackEvent("error", props, new() { Interactive = false });
        if (_sender is null) return;
        var id = Guid.NewGuid().ToString("N");
        _sender.Add(new QueuedEvent(id, "error", SentryEvent.Write(id, error, handled, _options, _time.GetUtcNow(), method, endpoint, requestId), Private: false));
    }

    public Task<bool> FlushAsync() => _sender?.FlushAsync() ?? Task.FromResult(false);

    public async ValueTask DisposeAsync()
    {
        if (_sender is not null) await _sender.DisposeAsync().ConfigureAwait(false);
        _transport?.Dispose();
    }
}
