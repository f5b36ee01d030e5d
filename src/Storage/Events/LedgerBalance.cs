namespace Footfall.Storage.Events;

/// <summary>Checks that the books balance. Pure.</summary>
public static class LedgerBalance
{
    /// <param name="hours">As <see cref="Ledger.ReadAsync"/> gives them.</param>
    /// <param name="waiting">Events of an hour of receipt that are booked as journalled and not yet committed; the journal knows.</param>
    /// <returns>Every equation that does not hold; empty where the books balance.</returns>
    public static IReadOnlyList<LedgerDifference> Check(IEnumerable<LedgerHour> hours, Func<DateTime, long> waiting)
    {
        List<LedgerDifference> differences = [];
        foreach (var hour in hours)
        {
            Compare("received = journalled + dropped", hour.Received, hour.Journalled + hour.Dropped.Values.Sum());
            Compare(
                "journalled = stored + duplicate + quarantined + waiting",
                hour.Journalled,
                hour.Stored + hour.Duplicate + hour.Quarantined + waiting(hour.Hour));
            Compare("stored = present + expired + erased + compacted", hour.Stored, hour.Present + hour.Expired + hour.Erased + hour.Compacted);

            void Compare(string equation, long left, long right)
            {
                if (left != right)
                    differences.Add(new LedgerDifference(hour.Hour, equation, left, right));
            }
        }

        return differences;
    }
}
