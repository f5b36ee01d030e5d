using Footfall.Events;

namespace Footfall.Storage.Events.Visits;

/// <summary>A new event and its visit; null iff it has no visitor.</summary>
internal readonly record struct PlacedEvent(Event Event, Visit? Visit)
{
    /// <summary>It was put into the visit without walking the visit's events (<see cref="Visit.Attach"/>).</summary>
    public bool IsAttached { get; init; }

    /// <summary>What the column <c>own_acquisition</c> says. To be asked once all events of the commit are placed.</summary>
    public string? Own =>
        IsAttached ? AcquisitionText.PackAttached(Event.Acquisition)
        : Visit is null || Visit.First == EventOrder.Of(Event) ? null
        : AcquisitionText.Pack(Event.Acquisition);
}
