using System.Diagnostics.Metrics;

namespace Footfall.Client;

/// <summary>What the client counts, under the meter <c>Footfall.Client</c>.</summary>
internal sealed class ClientMeters : IDisposable
{
    public const string Name = "Footfall.Client";

    private readonly Meter? _own;
    private readonly Counter<long> _queued;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _retries;

    /// <param name="factory">Where there is none, the meter is the client's own and ends with it.</param>
    /// <param name="prefix">Before the names of the instruments: other senders count for themselves.</param>
    public ClientMeters(IMeterFactory? factory, string prefix = "footfall.client")
    {
        var meter = factory?.Create(Name) ?? (_own = new Meter(Name));
        _queued = meter.CreateCounter<long>(prefix + ".queued", "{event}", "Events that came into the queue.");
        _sent = meter.CreateCounter<long>(prefix + ".sent", "{event}", "Events that the server has taken.");
        _dropped = meter.CreateCounter<long>(prefix + ".dropped", "{event}", "Events that were given up, by reason.");
        _retries = meter.CreateCounter<long>(prefix + ".retries", "{request}", "Requests that were sent again.");
    }

    public void Queued(int events) => _queued.Add(events);

    public void Sent(int events) => _sent.Add(events);

    public void Dropped(int events, string reason) => _dropped.Add(events, new KeyValuePair<string, object?>("reason", reason));

    public void Retried() => _retries.Add(1);

    public void Dispose() => _own?.Dispose();
}
