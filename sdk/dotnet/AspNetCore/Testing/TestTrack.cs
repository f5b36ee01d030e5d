using Footfall.Client;
using Microsoft.Extensions.Logging;

namespace Footfall.AspNetCore.Testing;

/// <summary>Stands in for <see cref="ITrack"/> in an application's tests: sends nothing and remembers everything. Thread-safe.</summary>
public sealed class TestTrack : ITrack
{
    private readonly Lock _gate = new();
    private readonly List<(string Name, Props? Props)> _events = [];
    private readonly List<(string Name, Props? Props)> _lines = [];
    private readonly List<Exception> _errors = [];

    /// <summary>The variant that every experiment gives.</summary>
    public string? Variant { get; set; }

    /// <inheritdoc />
    public bool IsOptedOut { get; private set; }

    /// <summary>What was tracked: views are <c>pageview</c>, interactions are named by their type.</summary>
    public IReadOnlyList<(string Name, Props? Props)> Events
    {
        get
        {
            lock (_gate) return [.. _events];
        }
    }

    /// <summary>What was logged.</summary>
    public IReadOnlyList<(string Name, Props? Props)> Lines
    {
        get
        {
            lock (_gate) return [.. _lines];
        }
    }

    /// <summary>What was captured.</summary>
    public IReadOnlyList<Exception> Errors
    {
        get
        {
            lock (_gate) return [.. _errors];
        }
    }

    /// <inheritdoc />
    public void TrackView(ViewOptions? view = null) => Add(_events, ("pageview", view?.Props));

    /// <inheritdoc />
    public void TrackInteraction(string type, Props? data = null, EventOptions? options = null) => Add(_events, (type, data));

    /// <inheritdoc />
    public void TrackEvent(string name, Props? props = null, EventOptions? options = null) => Add(_events, (name, props));

    /// <inheritdoc />
    public void LogEvent(string name, Props? props = null, LogLevel level = LogLevel.Information) => Add(_lines, (name, props));

    /// <inheritdoc />
    public void CaptureError(Exception error) => Add(_errors, error);

    /// <inheritdoc />
    public string? Experiment(string key, IReadOnlyDictionary<string, double> weights) => Variant;

    /// <inheritdoc />
    public ValueTask<string?> ExperimentAsync(string key, CancellationToken cancellationToken = default) => ValueTask.FromResult(Variant);

    /// <inheritdoc />
    public void OptOut() => IsOptedOut = true;

    private void Add<T>(List<T> to, T one)
    {
        lock (_gate) if (!IsOptedOut || to is List<Exception>) to.Add(one);
    }
}
