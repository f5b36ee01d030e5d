using Footfall.Events;

namespace Footfall.Ingestion.Journal;

/// <summary>Settings of a journal. The defaults suit one server with its data on a local disk.</summary>
public sealed record JournalOptions
{
    /// <summary>The name under which the store keeps this journal's position.</summary>
    public string Name { get; init; } = "local";

    /// <summary>A segment that would grow beyond this is closed and the next one begun.</summary>
    public long SegmentBytes { get; init; } = 64L << 20;

    /// <summary>What all segments together may take; beyond it appends are refused until the drainer has freed some. At least two segments.</summary>
    public long MaxBytes { get; init; } = 4L << 30;

    /// <summary>Free disk space that the journal leaves to others; a twentieth of the disk where that is less.</summary>
    public long MinFreeBytes { get; init; } = 64L << 20;

    /// <summary>The most that one commit writes, one entry's worth excepted.</summary>
    public int MaxBatchBytes { get; init; } = 4 << 20;

    /// <summary>The most that one event may take once encoded; a larger one is refused with <see cref="EventTooLargeException"/>.</summary>
    public int MaxEventBytes { get; init; } = 1 << 20;

    /// <summary>The most that may wait in memory for the disk; beyond it appends are refused.</summary>
    public long MaxPendingBytes { get; init; } = 64L << 20;

    /// <summary>How long counts without events (<see cref="EventJournal.Note"/>) wait at most for a commit to ride on before they make one.</summary>
    public TimeSpan NoteDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Where the store says it has drained to. Segments before it are deleted when the journal opens, and new ones are numbered above it.</summary>
    public JournalPosition DrainedTo { get; init; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(Name);
        ArgumentOutOfRangeException.ThrowIfLessThan(SegmentBytes, 4096);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBytes, 2 * SegmentBytes, $"{nameof(MaxBytes)} (at least two segments)");
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBatchBytes, 1024);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxEventBytes, Segments.RecordHeader.MaxBodyBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxEventBytes, 256);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxPendingBytes, MaxEventBytes);
    }
}
