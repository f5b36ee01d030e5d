using System.Buffers;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Footfall.AspNetCore.Tracking;
using Footfall.Client;
using Footfall.Client.Events;
using Footfall.Client.Sending;
using Microsoft.Extensions.Logging;

namespace Footfall.AspNetCore.PostHog;

/// <summary>
/// To PostHog, by its batch protocol: the same queue, bounds and retries as to Footfall, and the same ids. Nobody is named but whom the event names: without a
/// user or a visitor, PostHog makes no person of it.
/// </summary>
internal sealed class PostHogSink : IEventSink, IAsyncDisposable
{
    private readonly HttpTransport _transport = new();
    private readonly Sender? _sender;
    private readonly TimeProvider _time;

    public PostHogSink(FootfallWebOptions options, IMeterFactory meterFactory, TimeProvider time, ILogger logger)
    {
        _time = time;
        var limits = Settings.Of(options.Client);
        var voice = new Voice(logger, options.Client.Debug, null);
        var meters = new ClientMeters(meterFactory, "footfall.posthog");
        if (!Uri.TryCreate(options.PostHogHost!.Trim().TrimEnd('/') + "/batch/", UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            voice.Warn("PostHogHost has to be an address such as https://eu.i.posthog.com. Nothing is sent to PostHog.");
            return;
        }

        var route = new PostHogRoute(url, options.PostHogKey!.Trim(), limits.BatchSize, time);
        _sender = new Sender(new SenderMeans(route, _transport, new MemoryOutbox(), new Books(limits.MaxQueue, meters, voice.Dropped), meters, voice, time)
        {
            FlushInterval = limits.FlushInterval,
            MaxQueue = limits.MaxQueue,
            RequestTimeout = limits.RequestTimeout,
            ShutdownTimeout = limits.ShutdownTimeout,
        });
    }

    public void Take(string name, EventOptions options, Props? props)
    {
        // Footfall's client counts it.
        if (!options.OptedOut) _sender?.Add(Write(name, options, props));
    }

    public Task<bool> FlushAsync() => _sender?.FlushAsync() ?? Task.FromResult(false);

    public async ValueTask DisposeAsync()
    {
        if (_sender is not null) await _sender.DisposeAsync().ConfigureAwait(false);
        _transport.Dispose();
    }

    private QueuedEvent Write(string name, EventOptions options, Props? props)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        var id = options.Id!;
        var who = options.Unlinked ? null : options.User ?? options.Visitor;
        using (var writer = new Utf8JsonWriter(buffer, EventWriter.Json))
        {
            writer.WriteStartObject();
            writer.WriteString("event"u8, name == "pageview" ? "$pageview" : name);
            writer.WriteString("uuid"u8, id);
            // One that nobody else has: events of nobody are not of one person.
            writer.WriteString("distinct_id"u8, who ?? id);
            writer.WriteString("timestamp"u8, (options.Time ?? _time.GetUtcNow()).UtcDateTime);
            writer.WriteStartObject("properties"u8);
            WriteProperties(writer, options, props, named: who is not null);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return new QueuedEvent(id, name, buffer.WrittenSpan.ToArray(), Private: false);
    }

    private static void WriteProperties(Utf8JsonWriter writer, EventOptions options, Props? props, bool named)
    {
        writer.WriteString("$lib"u8, "footfall-dotnet");
        writer.WriteBoolean("$is_server"u8, true);
        // The address is the application's own, and no visitor's.
        writer.WriteBoolean("$geoip_disable"u8, true);
        if (!named) writer.WriteBoolean("$process_person_profile"u8, false);
        var view = options as ViewOptions;
        if ((view?.PageUrl ?? options.Url) is { } url) writer.WriteString("$current_url"u8, url);
        if (view?.PageTitle is { } title) writer.WriteString("title"u8, title);
        if (view?.PageReferrer is { } referrer) writer.WriteString("$referrer"u8, referrer);
        if (options.Session is { } session) writer.WriteString("$session_id"u8, session);
        if (options.Duration is { } duration) writer.WriteNumber("duration_ms"u8, (long)duration.TotalMilliseconds);
        if (options.Revenue is { } revenue)
        {
            writer.WriteNumber("revenue"u8, revenue.Amount);
            writer.WriteString("currency"u8, revenue.Currency);
        }

        props?.WriteMembers(writer);
    }
}
