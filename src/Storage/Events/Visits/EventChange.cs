using Footfall.Events;

namespace Footfall.Storage.Events.Visits;

/// <summary>A stored event that has come into another visit, or whose visit has come to begin with another event.</summary>
/// <param name="Own">Its own acquisition, packed; null for the visit's first event.</param>
internal readonly record struct EventChange(ProjectNumber Project, Guid Id, DateTime Time, Visit Visit, string? Own);
