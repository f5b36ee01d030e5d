using Footfall.Events;
using Footfall.Privacy;

namespace Footfall.Ingestion.Pipeline;

/// <summary>
/// One event's way through the steps: what was sent, what is becoming of it, and what the batch already found out for another event of the same hit.
/// Used by one thread, for all events of a batch in turn.
/// </summary>
public sealed class Trip(Batch batch)
{
    public Batch Batch { get; } = batch;

    public Project Project => Batch.Project;

    /// <summary>What was sent.</summary>
    public Draft Draft { get; private set; } = null!;

    /// <summary>What is becoming of it.</summary>
    public Event Event { get; private set; } = null!;

    /// <summary>Whose event it is: the request's sender, or whom a trusted sender names.</summary>
    public RawHit Hit { get; private set; } = batch.Hit;

    /// <summary>What a trusted sender says of whose event it is, instead of what the hit tells; null from anybody else.</summary>
    public Enriched? Enriched => Batch.IsTrusted ? Draft.Enriched : null;

    /// <summary>A trusted sender names the visitor in a project whose visitors are known for a day: it is hashed, and kept as little as an address would be.</summary>
    public string? NamedForADay => Batch.IsTrusted && Project.Mode == TrustMode.Anonymous ? Draft.Visitor : null;

    /// <summary>The redacted referrer, whole.</summary>
    public string? Referrer { get; set; }

    /// <summary>The event is kept, but nothing in it may tell one visitor from another.</summary>
    public bool Anonymously { get; set; }

    public Client? ClientOfHit { get; set; }

    public Place? PlaceOfHit { get; set; }

    public VisitorId? VisitorOfHit { get; set; }

    /// <summary>Sets out with the next draft.</summary>
    public void Begin(Draft draft)
    {
        Draft = draft;
        Referrer = null;
        Anonymously = false;
        Event = new Event
        {
            Project = Project.Number,
            Id = draft.Id ?? Guid.CreateVersion7(new DateTimeOffset(Batch.ReceivedAt)),
            Time = Batch.ReceivedAt,
            ReceivedAt = Batch.ReceivedAt,
            Name = draft.Name ?? "",
            ScreenWidth = draft.ScreenWidth,
            ScreenHeight = draft.ScreenHeight,
            EngagementMs = draft.EngagementMs,
            ScrollDepth = draft.ScrollDepth,
            DurationMs = draft.DurationMs,
            Revenue = draft.Revenue,
            Interactive = draft.Interactive ?? true,
            Demo = draft.Demo && Batch.IsTrusted,
        };
        Face(Batch.IsTrusted && (draft.Address is not null || draft.UserAgent is not null) ? Named(draft) : Batch.Hit);
    }

    private void Face(RawHit hit)
    {
        if (ReferenceEquals(hit, Hit)) return;
        Hit = hit;
        ClientOfHit = null;
        PlaceOfHit = null;
        VisitorOfHit = null;
    }

    /// <summary>The sender's own user agent and hints say nothing of whom it names.</summary>
    private RawHit Named(Draft draft) => new()
    {
        Address = draft.Address is null ? Batch.Hit.Address : ClientAddress.Parse(draft.Address),
        UserAgent = draft.UserAgent,
        OptsOut = Batch.Hit.OptsOut,
    };
}
