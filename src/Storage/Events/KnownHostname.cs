namespace Footfall.Storage.Events;

/// <summary>A hostname seen in a project's events that people sent.</summary>
/// <param name="FirstSeen">The earliest event's time.</param>
/// <param name="Visitors">Distinct visitors; in anonymous projects one person counts once a day.</param>
/// <param name="Days">Distinct UTC days with a visitor.</param>
public sealed record KnownHostname(string Hostname, DateTime FirstSeen, long Visitors, long Days);
