using System.Diagnostics.Metrics;
using Footfall.Client.Events;
using Footfall.Client.Experiments;
using Footfall.Client.Routes;
using Footfall.Client.Sending;
using Microsoft.Extensions.Logging;

namespace Footfall.Client;

/// <summary>
/// Sends views, interactions and events to Footfall: in batches, again after a failure and under the same ids, from a queue that is bounded. It never throws at
/// its caller and never waits in a call that tracks: what goes wrong is told to <see cref="FootfallOptions.OnDrop"/>, <see cref="Status"/>, the logger and the
/// meter <c>Footfall.Client</c>. Thread-safe; one client serves a whole program.
/// </summary>
/// <example>
/// <code>
/// await using var footfall = new FootfallClient(new FootfallOptions { ApiBaseUrl = "https://stats.example.org", Key = "ff_…" });
/// footfall.TrackEvent("timer.started", new() { ["project"] = "p1", ["seats"] = 3 });
/// </code>
/// </example>
public sealed class FootfallClient : IAsyncDisposable
{
    private readonly Settings _settings;
    private readonly Voice _voice;
    private readonly ClientMeters _meters;
    private readonly Books _books;
    private readonly Sender? _sender;
    private readonly IFootfallTransport _transport;
    private readonly bool _ownsTransport;
    private readonly TimeProvider _time;
    private readonly ExperimentList? _experiments;
    private readonly Exposures _exposures = new();

    /// <summary>In memory only: a machine that is handed on must not keep the name of the one before.</summary>
    private volatile string? _user;
    private volatile bool _out;
    private volatile bool _answered;
    private int _disposed;

    /// <summary>Begins nothing that costs: the first event does. Options that cannot work are told to the logger, and then nothing is sent.</summary>
    /// <param name="options">How to send; read now.</param>
    /// <param name="logger">Where warnings go, and what <see cref="FootfallOptions.Debug"/> prints. Default: nowhere.</param>
    /// <param name="meterFactory">Makes the meter <c>Footfall.Client</c>. Default: a meter of the client's own.</param>
    /// <param name="timeProvider">The clock. Default: the system's.</param>
    public FootfallClient(FootfallOptions options, ILogger<FootfallClient>? logger = null, IMeterFactory? meterFactory = null, TimeProvider? timeProvider = null)
    {
        options ??= new FootfallOptions();
        _time = timeProvider ?? TimeProvider.System;
        _settings = Settings.Of(options);
        _voice = new Voice(logger, _settings.Debug, options.OnDrop);
        _meters = new ClientMeters(meterFactory);
        _books = new Books(_settings.MaxQueue, _meters, _voice.Dropped);
        (_transport, _ownsTransport) = options.Transport is { } given ? (given, false) : (new HttpTransport(), true);
        if (_settings.Fault is { } fault)
        {
            _voice.Warn($"{fault} Nothing is sent.");
            return;
        }

        _sender = NewSender();
        if (_settings.Mode != ProjectMode.Sealed && _settings.Key.Length > 0)
            _experiments = new ExperimentList(new Uri($"{_settings.Base}/experiments?key={Uri.EscapeDataString(_settings.Key)}"), new Asker(_transport, _settings.RequestTimeout, _voice, _time, CancellationToken.None), _time);
        // What an earlier process left behind does not wait for an event of this one.
        if (_settings.OfflineDirectory.Length > 0) _sender.Start();
    }

    /// <summary>How it goes, now.</summary>
    public ClientStatus Status => new(_books.Waiting, _books.Sent, _books.Dropped, _settings.Fault ?? _sender?.Failure);

    /// <summary>A page or a screen was opened: the event <c>pageview</c>.</summary>
    /// <param name="view">What is known of it.</param>
    public void TrackView(ViewOptions? view = null) => Track("pageview", view, view?.Props);

    /// <summary>Something was done to an element: <c>TrackInteraction("click", new() { ["elementId"] = "buy" })</c>.</summary>
    /// <param name="type">Names the event; <c>interaction</c> where it is empty.</param>
    /// <param name="data">Props. <c>pageUrl</c>, <c>pageTitle</c> and <c>pageReferrer</c> among them are the page's.</param>
    /// <param name="options">What else can be said of it.</param>
    public void TrackInteraction(string type, Props? data = null, EventOptions? options = null)
    {
        var (lifted, props) = Interaction.Lift(data, options);
        Track(string.IsNullOrWhiteSpace(type) ? "interaction" : type, lifted, props);
    }

    /// <summary>Something of your own happened: <c>TrackEvent("timer.started", new() { ["project"] = "p1" })</c>.</summary>
    /// <param name="name">1 to 120 characters, such as <c>resource.action</c>.</param>
    /// <param name="props">What it is about; read during the call.</param>
    /// <param name="options">What else can be said of it.</param>
    public void TrackEvent(string name, Props? props = null, EventOptions? options = null) => Track(name, options, props);

    /// <summary>Names the user from now on, where visitors are identified; kept in memory only.</summary>
    /// <param name="user">An id of yours, 200 characters at most. No e-mail address: it is stored as it is.</param>
    public void Identify(string user)
    {
        if (_settings.Identified && !string.IsNullOrEmpty(user)) _user = user;
        else _voice.Warn("Identify needs a user and a project whose visitors are identified; the name was not kept.");
    }

    /// <summary>The next event belongs to no known user; the answer about consent stays.</summary>
    public void Reset() => _user = null;

    /// <summary>Takes an opt-out back, and is the answer that <see cref="FootfallOptions.ConsentRequired"/> waits for.</summary>
    public void OptIn()
    {
        (_out, _answered) = (false, true);
        _sender?.Wake();
    }

    /// <summary>Sends nothing any more, and forgets what waits, in the offline folder too. To remember it for the next start is the program's part.</summary>
    public void OptOut()
    {
        (_out, _user) = (true, null);
        _sender?.Recall();
    }

    /// <summary>
    /// The variant of a visitor in an experiment whose variants and weights the program knows: always the same while they are, without asking the server, in
    /// sealed projects too. The first time it sends the event <c>experiment</c>, which does not end a bounce.
    /// </summary>
    /// <param name="key">The experiment's key.</param>
    /// <param name="weights">Each variant with how frequent it is meant to be.</param>
    /// <param name="options">Of them <see cref="EventOptions.Visitor"/>, or else <see cref="FootfallOptions.Visitor"/>, is assigned; in anonymous projects it is used for that and not sent.</param>
    /// <returns>Null where nobody is known, after an opt-out, before consent, or where no weight is above 0: show the control then.</returns>
    public string? Experiment(string key, IReadOnlyDictionary<string, double> weights, EventOptions? options = null)
    {
        if (VisitorFor(options) is not { } visitor || string.IsNullOrEmpty(key) || weights is null) return null;
        return Expose(key, visitor, Assignment.VariantOf(key, visitor, weights), options);
    }

    /// <summary>
    /// The variant of a visitor in an experiment that runs on the server, which is asked for all of them once a minute. Where no visitor is known it is the one
    /// that the server gives to this machine for the day. The first time it sends the event <c>experiment</c>.
    /// </summary>
    /// <param name="key">The experiment's key.</param>
    /// <param name="options">As of <see cref="Experiment"/>.</param>
    /// <param name="cancellationToken">Ends the waiting; the answer is null then.</param>
    /// <returns>Null in sealed projects, where the server knows of none, where no such experiment runs, or where the server is away: show the control then.</returns>
    public async ValueTask<string?> ExperimentAsync(string key, EventOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (!MayExpose(options) || _experiments is null || string.IsNullOrEmpty(key)) return null;
        try
        {
            var running = await _experiments.GetAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            if (running?.GetValueOrDefault(key) is not { } told) return null;
            var visitor = VisitorFor(options);
            var variant = visitor is not null && told.Weights is { } weights ? Assignment.VariantOf(key, visitor, weights) : told.Variant;
            return Expose(key, visitor ?? "", variant, options);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Sends what waits, now, whatever was asked to wait.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the sending; the answer is false then.</param>
    /// <returns>True when nothing waits any more.</returns>
    public async Task<bool> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_sender is null) return false;
        try
        {
            return await _sender.FlushAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>
    /// Sends what waits, once, keeps the rest in the offline folder where there is one, gives up what is left, and ends. It takes
    /// <see cref="FootfallOptions.ShutdownTimeout"/> and a second at most.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        if (_sender is not null) await _sender.DisposeAsync().ConfigureAwait(false);
        if (_ownsTransport) (_transport as IDisposable)?.Dispose();
        _meters.Dispose();
    }

    private bool Unanswered => _settings.ConsentRequired && !_answered && !_out;

    private void Track(string? name, EventOptions? options, Props? props)
    {
        try
        {
            Tell(name, options, props);
        }
        // Whatever it is, it must not end the caller's own work.
#pragma warning disable CA1031
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Lose("unreadable", name, failure.Message);
        }
    }

    private void Tell(string? name, EventOptions? options, Props? props)
    {
        if (_sender is null) Lose("misconfigured", name, _settings.Fault);
        else if (string.IsNullOrWhiteSpace(name)) Lose("unreadable", name, "An event needs a name.");
        else if (_out || options?.OptedOut == true) Lose("opted_out", name);
        else _sender.Add(Write(name, options, props));
    }

    private QueuedEvent Write(string name, EventOptions? options, Props? props)
    {
        var now = _time.GetUtcNow();
        var id = string.IsNullOrEmpty(options?.Id) ? Guid.CreateVersion7(now).ToString() : options.Id;
        var person = Person.Of(options, _settings.Identified, _settings.Visitor, _user);
        return EventWriter.Write(name, id, options?.Time ?? now, options, props, person, Forwarded(options?.Forward));
    }

    /// <summary>Where a request came from goes to a server only that believes the sender; the sealed one gets no address at all.</summary>
    private Forward? Forwarded(Forward? given)
    {
        if (given is null) return null;
        if (_settings.Mode == ProjectMode.Sealed) return given.UserAgent is null ? null : given with { Ip = null };
        if (_settings.ServerToken.Length > 0) return given;
        _voice.Warn("Forward needs a ServerToken: the server believes nobody else. It was left out.");
        return null;
    }

    private bool MayExpose(EventOptions? options) => _sender is not null && !_out && !Unanswered && options?.Unlinked != true && options?.OptedOut != true;

    private string? VisitorFor(EventOptions? options) => MayExpose(options) ? options?.Visitor ?? _settings.Visitor : null;

    private string? Expose(string key, string visitor, string? variant, EventOptions? options)
    {
        if (variant is not null && _exposures.IsFirst(key, visitor))
            Track("experiment", Interaction.Exposure(options), new Props { ["experiment"] = key, ["variant"] = variant });
        return variant;
    }

    private void Lose(string reason, string? name, string? detail = null) => _books.Give(new Drop(reason, name, null, 1, detail));

    private Sender NewSender()
    {
        var around = new Surroundings(_settings.Base, _settings.BatchSize, _time);
        var folder = _settings.OfflineDirectory;
        Route route = _settings.Mode == ProjectMode.Sealed
            ? new SealedRoute(around, _settings.Key, _settings.Pin, folder.Length > 0 ? new StatementFile(folder) : null)
            : _settings.Key.Length > 0 ? new OpenRoute(around, _settings.Key, _settings.ServerToken)
            : new ShortRoute(around, _settings.AppName, _settings.ServerToken);
        IOutbox outbox = folder.Length > 0 ? new DiskOutbox(folder, _settings.OfflineMaxBytes, _time, _voice.Warn) : new MemoryOutbox();
        return new Sender(new SenderMeans(route, _transport, outbox, _books, _meters, _voice, _time)
        {
            FlushInterval = _settings.FlushInterval,
            MaxQueue = _settings.MaxQueue,
            RequestTimeout = _settings.RequestTimeout,
            ShutdownTimeout = _settings.ShutdownTimeout,
            Held = () => Unanswered,
        });
    }
}
