using Footfall.Events;

namespace Footfall.Ingestion.Endpoints;

/// <summary>Waits until what lies before a position of the journal can be queried: true, or false after the time given.</summary>
internal delegate Task<bool> WaitStored(JournalPosition position, TimeSpan timeout, CancellationToken cancellation);
