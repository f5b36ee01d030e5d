using System.Diagnostics;
using Footfall.Ingestion.Enrichment;
using Footfall.Ingestion.Pipeline.Steps;
using Footfall.Privacy;

namespace Footfall.Ingestion.Pipeline;

/// <summary>The ordered steps from a draft to an event that may wait in the journal. Thread-safe.</summary>
public sealed class EventPipeline
{
    /// <summary>One trip in so many is timed, step by step.</summary>
    private const uint TimedEvery = 64;

    private readonly IPipelineStep[] steps;
    private readonly PipelineMeters meters;
    private uint trips;

    public EventPipeline(
        IngestionLimits limits, BotDetector bots, UserAgentParser userAgents, GeoDatabase places, SourceClassifier sources, Visitors visitors, PipelineMeters meters)
    {
        this.meters = meters;
        steps =
        [
            new CheckShape(limits),
            new CorrectClock(),
            new SplitUrl(),
            new CheckHost(),
            new CheckIdentity(),
            new CheckDeclared(),
            new HonourOptOut(),
            new RedactText(limits),
            new JudgeBot(bots),
            new AddClient(userAgents),
            new AddPlace(places),
            new AddSource(sources),
            new AddFirstTouch(sources),
            new AddVisitor(visitors),
        ];
    }

    /// <summary>The steps' names, in order.</summary>
    public IEnumerable<string> StepNames => steps.Select(step => step.Name);

    /// <summary>Takes a draft through: null, and the trip has its event; or why it was dropped.</summary>
    /// <exception cref="IOException">No visitor can be told, since a new day's salt cannot be written.</exception>
    public Drop? Take(Trip trip, Draft draft)
    {
        trip.Begin(draft);
        // A lost update skips or repeats a timing, no more.
        return ++trips % TimedEvery == 0 ? TakeTimed(trip) : TakeUntimed(trip);
    }

    private Drop? TakeUntimed(Trip trip)
    {
        foreach (var step in steps)
        {
            if (step.Take(trip) is { } drop) return drop;
        }

        return null;
    }

    private Drop? TakeTimed(Trip trip)
    {
        foreach (var step in steps)
        {
            var began = Stopwatch.GetTimestamp();
            var drop = step.Take(trip);
            meters.StepTook(step.Name, Stopwatch.GetElapsedTime(began));
            if (drop is not null) return drop;
        }

        return null;
    }
}
