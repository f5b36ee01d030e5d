namespace Footfall.Client;

/// <summary>What was given up, and why.</summary>
/// <param name="Reason">
/// This client's <c>queue_full</c>, <c>too_large</c>, <c>unreadable</c>, <c>opted_out</c>, <c>expired</c>, <c>refused</c>, <c>pin_refused</c>, <c>shut_down</c>,
/// <c>misconfigured</c>, or the server's own (docs/api/collect.md).
/// </param>
/// <param name="Name">The event's name, where it is one event that is known.</param>
/// <param name="Id">The event's id, where it is one event that is known.</param>
/// <param name="Count">How many events: more than one where a whole envelope is given up.</param>
/// <param name="Detail">In words, such as the server's.</param>
public sealed record Drop(string Reason, string? Name, string? Id, int Count, string? Detail);
