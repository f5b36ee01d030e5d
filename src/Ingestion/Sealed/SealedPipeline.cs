using System.Globalization;
using Footfall.Events;
using Footfall.Ingestion.Endpoints;
using Footfall.Ingestion.Enrichment;
using Footfall.Ingestion.Pipeline;
using Footfall.Ingestion.Pipeline.Steps;
using Footfall.Privacy;

namespace Footfall.Ingestion.Sealed;

/// <summary>
/// The way from an opened sealed message to events, for key holders: the steps of <see cref="EventPipeline"/>, with what only the collector could know
/// taken from its note. Its twin in the browser is <c>web/dashboard/src/sealed/rows</c>; <c>schema/vectors/rows.json</c> holds both to the same answers.
/// Thread-safe.
/// </summary>
public sealed class SealedPipeline(IngestionLimits limits, BotDetector bots, UserAgentParser userAgents, SourceClassifier sources)
{
    private readonly IPipelineStep[] steps =
    [
        new CheckShape(limits),
        new CorrectClock(),
        new SplitUrl(),
        new CheckHost(),
        new CheckIdentity(),
        new RedactText(limits),
        new AddClient(userAgents),
        new AddSource(sources),
    ];

    private readonly AddFirstTouch firstTouch = new(sources);

    /// <param name="project">With the mode that its identity is: anonymous or identified.</param>
    /// <param name="body">The message as <c>CompactEvents.Expand</c> gives it.</param>
    /// <param name="envelope">The envelope's id: ids that events lack are made of it, so that each reader makes the same.</param>
    /// <exception cref="ArgumentException">The body is no such message.</exception>
    public SealedOutcome Take(Project project, ReadOnlySpan<byte> body, SealedNote note, string envelope)
    {
        var (request, refusal) = ReadCollect.Sealed(body, limits);
        if (request is null) throw new ArgumentException($"Expand the message before it is read: {refusal?.Title}", nameof(body));
        List<Event> events = [];
        List<DroppedEvent> dropped = [];
        for (var i = 0; i < request.Drafts.Count; i++)
        {
            var draft = request.Drafts[i];
            draft.Id ??= EventIds.OfText(string.Create(CultureInfo.InvariantCulture, $"{envelope}/{i}"));
            var trip = new Trip(BatchOf(project, draft, note));
            trip.Begin(draft);
            if (Take(trip) is { } drop)
            {
                dropped.Add(new DroppedEvent(i, drop));
                continue;
            }

            Complete(trip, note);
            events.Add(trip.Event);
        }

        return new SealedOutcome(events, dropped);
    }

    private Drop? Take(Trip trip)
    {
        foreach (var step in steps)
        {
            if (step.Take(trip) is { } drop) return drop;
        }

        return null;
    }

    /// <summary>Each event says itself what the headers of a request would say.</summary>
    private static Batch BatchOf(Project project, Draft draft, SealedNote note) => new()
    {
        Project = project,
        ReceivedAt = note.Received,
        Drafts = [draft],
        Hit = new RawHit
        {
            UserAgent = draft.UserAgent,
            Brands = draft.Hints.Brands,
            FullVersionList = draft.Hints.FullVersionList,
            Platform = draft.Hints.Platform,
            PlatformVersion = draft.Hints.PlatformVersion,
            Mobile = draft.Hints.Mobile,
            Model = draft.Hints.Model,
        },
    };

    /// <summary>Adds what the collector knew, as the steps JudgeBot, AddPlace, HonourOptOut and AddVisitor do where they know it themselves.</summary>
    private void Complete(Trip trip, SealedNote note)
    {
        var (@event, draft) = (trip.Event, trip.Draft);
        var ofSender = draft.SaysAutomated || ServerLibraries.Contain(draft.Library) ? null : note.BotReason;
        @event.BotReason = ofSender ?? bots.Judge(new BotSignals { IsServer = true, SaysAutomated = draft.SaysAutomated, Referrer = draft.Referrer });
        @event.Place = note.Place;
        @event.OptedOut = note.OptedOut || draft.Unlinked;
        if (@event.OptedOut) return;
        @event.Visitor = note.Visitor;
        if (trip.Project.Mode != TrustMode.Identified) return;
        @event.Session = draft.Session;
        @event.User = draft.User;
        if (draft.Visitor is not { } kept) return;
        @event.ClientVisitor = kept;
        @event.Visitor = VisitorHash.OfClient(trip.Project.Number, kept);
        // Not before it is known whether the sender is one: of anybody else it says nothing.
        firstTouch.Take(trip);
    }
}
