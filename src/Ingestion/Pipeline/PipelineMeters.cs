using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using Footfall.Events;

namespace Footfall.Ingestion.Pipeline;

/// <summary>What the pipeline and the endpoints count, in the meter <c>Footfall.Ingestion</c>. Nothing is told apart by project: that is the ledger's work.</summary>
public sealed class PipelineMeters : IDisposable
{
    private static readonly FrozenDictionary<DropReason, string> Reasons = Enum.GetValues<DropReason>().ToFrozenDictionary(reason => reason, reason => reason.WireName());

    private readonly Meter meter = new("Footfall.Ingestion");
    private readonly Counter<long> events;
    private readonly Counter<long> requests;
    private readonly Counter<long> foreign;
    private readonly Histogram<double> steps;

    public PipelineMeters()
    {
        events = meter.CreateCounter<long>("footfall.ingestion.events", "{event}", "Events by outcome (journalled, dropped) and reason.");
        requests = meter.CreateCounter<long>("footfall.ingestion.requests", "{request}", "Requests to the ingestion endpoints by endpoint and status.");
        foreign = meter.CreateCounter<long>("footfall.ingestion.dialect.events", "{event}", "Events that came by another product's protocol, by dialect and outcome (journalled, dropped, unknown_project, refused).");
        steps = meter.CreateHistogram<double>("footfall.pipeline.step.duration", "s", "Time of one step for one event; one event in 64 is timed.");
    }

    public void Journalled(int people, int bots)
    {
        if (people > 0) events.Add(people, new("outcome", "journalled"), new("reason", "none"));
        if (bots > 0) events.Add(bots, new("outcome", "journalled"), new("reason", "bot"));
    }

    public void Dropped(DropReason reason, int count) => events.Add(count, new("outcome", "dropped"), new("reason", Reasons[reason]));

    public void Answered(string endpoint, int status) => requests.Add(1, new("endpoint", endpoint), new("status", status));

    public void Foreign(string dialect, string outcome, int events)
    {
        if (events > 0) foreign.Add(events, new("dialect", dialect), new("outcome", outcome));
    }

    public void Dispose() => meter.Dispose();

    internal void StepTook(string step, TimeSpan time) => steps.Record(time.TotalSeconds, new KeyValuePair<string, object?>("step", step));
}
