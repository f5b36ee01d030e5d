using System.Text.Json;
using Footfall.Events;
using Footfall.Ingestion.Endpoints;
using Footfall.Ingestion.Enrichment;
using Footfall.Ingestion.Pipeline;
using Footfall.Ingestion.Sealed;
using Footfall.Privacy;
using Footfall.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Footfall.Ingestion.Tests.Sealed;

public sealed class SealedPipelineTests : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly IngestionLimits limits = new();
    private readonly PipelineMeters meters = new();
    private readonly GeoDatabase places = GeoDatabase.Open(null);
    private readonly Visitors visitors;
    private readonly EventPipeline open;
    private readonly SealedPipeline pipeline;

    public SealedPipelineTests()
    {
        var clock = new FakeClock();
        visitors = new Visitors(SaltStore.Open(directory["salts"], clock, NullLogger<SaltStore>.Instance), clock, NullLogger<Visitors>.Instance);
        open = new EventPipeline(limits, new BotDetector(), new UserAgentParser(), places, new SourceClassifier(), visitors, meters);
        pipeline = new SealedPipeline(limits, new BotDetector(), new UserAgentParser(), new SourceClassifier());
    }

    public void Dispose()
    {
        visitors.Dispose();
        places.Dispose();
        meters.Dispose();
        directory.Dispose();
    }

    [Fact]
    public void AMessageBecomesWhatTheSameRequestBecomes()
    {
        var cases = RowVectors.Read().GetProperty("cases").EnumerateArray().Select((json, place) => new RowCase(json, place + 1));
        Assert.All(cases, one => Assert.All(one.Messages, message => TakeBothWays(one.Project, message)));
    }

    [Fact]
    public void ABodyThatIsNoMessageIsTheCallersFault() =>
        Assert.Throws<ArgumentException>(() => pipeline.Take(
            Some.ProjectNumbered(), "[]"u8, new SealedNote(Some.Now, Place.Unknown, null, null, OptedOut: false), "e"));

    private void TakeBothWays(Project project, RowMessage message)
    {
        var outcome = pipeline.Take(project, message.Body, message.Note, message.Envelope);
        var (events, drops) = (new Queue<Event>(outcome.Events), new Queue<DroppedEvent>(outcome.Dropped));
        var drafts = ReadCollect.Sealed(message.Body, limits).Request!.Drafts;
        for (var i = 0; i < drafts.Count; i++)
        {
            drafts[i].Id ??= EventIds.OfText($"{message.Envelope}/{i}");
            var trip = new Trip(RequestOf(project with { OptOut = OptOutPolicy.KeepWithoutVisitor }, drafts[i], message.Note));
            if (open.Take(trip, drafts[i]) is { } drop) Assert.Equal(new DroppedEvent(i, drop), drops.Dequeue());
            else Same(trip.Event, events.Dequeue());
        }

        Assert.Empty(events);
        Assert.Empty(drops);
    }

    private static Batch RequestOf(Project project, Draft draft, SealedNote note) => new()
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
            OptsOut = note.OptedOut,
        },
    };

    /// <summary>The same but for what the note says: the place, the forgetful visitor and the judgement of the request's headers.</summary>
    private static void Same(Event requested, Event opened)
    {
        if (requested.ClientVisitor is not null || requested.OptedOut) Assert.Equal(requested.Visitor, opened.Visitor);
        requested.Visitor = opened.Visitor;
        requested.Place = opened.Place;
        requested.BotReason = opened.BotReason;
        Assert.Equal(JsonSerializer.Serialize(requested), JsonSerializer.Serialize(opened));
    }
}
