using Footfall.Events;

namespace Footfall.Ingestion.Sealed;

/// <summary>What the collector knew of a sealed message's request while it was in flight, and sealed beside the envelope.</summary>
/// <param name="Received">UTC, to the minute.</param>
/// <param name="Visitor">The forgetful visitor id; null where there is none.</param>
/// <param name="BotReason">Why the request's headers are thought no person's, or null.</param>
/// <param name="OptedOut">The sender signalled DNT or GPC, and the project keeps such events without a visitor.</param>
public sealed record SealedNote(DateTime Received, Place Place, VisitorId? Visitor, string? BotReason, bool OptedOut);
