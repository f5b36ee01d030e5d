using Footfall.Events;

namespace Footfall.Ingestion.Journal.Segments;

/// <summary>An event and where its record lies.</summary>
internal readonly record struct JournalRecord(Event Event, long Start, long End);
