namespace Footfall.Ingestion.Journal;

/// <summary>An event of an entry is larger, once encoded, than <see cref="JournalOptions.MaxEventBytes"/>. Drop it and append the rest.</summary>
public sealed class EventTooLargeException : Exception
{
    public EventTooLargeException(int index, int bytes, int limit)
        : base($"Event {index} of the entry takes {bytes} bytes, more than the journal's limit of {limit}. Drop it as event_too_large and append the others.") =>
        Index = index;

    /// <summary>Its index in <see cref="JournalEntry.Events"/>.</summary>
    public int Index { get; }
}
