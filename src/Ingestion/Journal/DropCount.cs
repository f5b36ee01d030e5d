using Footfall.Events;

namespace Footfall.Ingestion.Journal;

/// <summary>How many events of one request were dropped for one reason.</summary>
public readonly record struct DropCount(DropReason Reason, int Count);
