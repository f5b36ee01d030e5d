using Footfall.Events;

namespace Footfall.Storage.Events;

/// <summary>An event that a commit has stored.</summary>
/// <param name="Visit">Null iff the event has no visitor.</param>
public readonly record struct StoredEvent(Event Event, long? Visit)
{
    /// <summary>Where the visit came from; for an event without a visit, where the event itself did.</summary>
    public Acquisition VisitAcquisition { get; init; } = Event.Acquisition;
}
