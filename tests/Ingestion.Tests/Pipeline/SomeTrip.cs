using System.Net;
using Footfall.Events;
using Footfall.Ingestion.Pipeline;
using Footfall.Privacy;
using Footfall.Testing;

namespace Footfall.Ingestion.Tests.Pipeline;

/// <summary>Trips for tests of single steps.</summary>
internal static class SomeTrip
{
    public const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    public static RawHit Hit { get; } = new() { Address = IPAddress.Parse("203.0.113.9"), UserAgent = Chrome };

    public static Draft Draft(string? name = "pageview", string? url = "https://example.org/", DateTime? time = null) =>
        new() { Name = name, Url = url, Time = time };

    public static Trip Of(Draft draft, Project? project = null, RawHit? hit = null, bool trusted = false, DateTime? sentAt = null, bool retry = false)
    {
        var trip = new Trip(Batch(project, hit, trusted, sentAt, retry));
        trip.Begin(draft);
        return trip;
    }

    public static Batch Batch(Project? project = null, RawHit? hit = null, bool trusted = false, DateTime? sentAt = null, bool retry = false, params Draft[] drafts) => new()
    {
        Project = project ?? Some.ProjectNumbered(1) with { OptOut = OptOutPolicy.KeepWithoutVisitor },
        ReceivedAt = Some.Now,
        Hit = hit ?? Hit,
        Drafts = drafts,
        IsTrusted = trusted,
        SentAt = sentAt,
        IsRetry = retry,
    };
}
