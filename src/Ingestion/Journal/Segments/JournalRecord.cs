using Footfall.Events;

namespace Footfall.Ingestion.Journal.Segments;

/// <summary>An event or an envelope, and where its record lies.</summary>
internal readonly record struct JournalRecord
{
    public JournalRecord(Event item, long start, long end) => (Event, Start, End) = (item, start, end);

    public JournalRecord(SealedEnvelope item, long start, long end) => (Envelope, Start, End) = (item, start, end);

    /// <summary>Null where the record is an envelope's.</summary>
    public Event? Event { get; }

    public SealedEnvelope? Envelope { get; }

    public long Start { get; }

    public long End { get; }

    public ProjectNumber Project => Event?.Project ?? Envelope!.Project;

    /// <summary>Of an envelope, the hour.</summary>
    public DateTime ReceivedAt => Event?.ReceivedAt ?? Envelope!.Hour;
}
