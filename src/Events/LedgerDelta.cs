namespace Footfall.Events;

/// <summary>An addition to the books.</summary>
/// <param name="Hour">The UTC hour of receipt.</param>
/// <param name="Reason">Only with <see cref="LedgerEntry.Dropped"/>.</param>
public readonly record struct LedgerDelta(ProjectNumber Project, DateTime Hour, LedgerEntry Entry, DropReason? Reason, long Count);
