using Footfall.Events;
using Footfall.Ingestion.Journal;
using Footfall.Query;

namespace Footfall.Server;

/// <summary>
/// Tells the books what the journal still holds of receipts that the store has booked already: the rest of a half drained batch. Receipts that are wholly in the journal are
/// in neither side of the books yet.
/// </summary>
internal static class JournalWaiting
{
    public static WaitingEvents Of(EventJournal journal) => new((project, hour) =>
        Sum(journal.Waiting(), project, hour) - Sum(journal.Undrained(), project, hour));

    private static long Sum(IReadOnlyList<LedgerDelta> deltas, ProjectNumber project, DateTime hour) =>
        deltas.Where(d => d.Project == project && d.Hour == hour && d.Entry == LedgerEntry.Journalled).Sum(d => d.Count);
}
