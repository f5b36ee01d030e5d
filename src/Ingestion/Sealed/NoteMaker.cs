using Footfall.Events;
using Footfall.Ingestion.Enrichment;
using Footfall.Ingestion.Pipeline;
using Footfall.Privacy;
using Footfall.Sealing.Notes;

namespace Footfall.Ingestion.Sealed;

/// <summary>Makes of a raw hit what a key holder may know of it. The hit goes no further than this. Thread-safe.</summary>
internal sealed class NoteMaker(BotDetector bots, GeoDatabase places, Visitors visitors)
{
    /// <exception cref="IOException">No visitor can be told, since a new day's salt cannot be written.</exception>
    public Note Make(SealedBatch batch)
    {
        var (hit, project) = (batch.Hit, batch.Project);
        var optedOut = hit.OptsOut && project.OptOut != OptOutPolicy.Ignore;
        var place = hit.Address is { } address ? places.Find(address) : Place.Unknown;
        return new Note
        {
            Received = batch.ReceivedAt,
            Country = place.Country,
            Region = place.Region,
            City = place.City,
            Visitor = project.Identity == VisitorIdentity.Anonymous && !optedOut ? visitors.Of(project.Number, hit).Value : null,
            BotReason = project.BotExceptions.Know(hit.Address) ? null : bots.Judge(new BotSignals { UserAgent = hit.UserAgent, Hints = Hints.Of(hit), Purpose = hit.Purpose, Address = hit.Address, IsServer = batch.IsTrusted }),
            OptedOut = optedOut,
        };
    }
}
