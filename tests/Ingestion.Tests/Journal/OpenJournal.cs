using Footfall.Ingestion.Journal;
using Footfall.Ingestion.Journal.Draining;
using Footfall.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Footfall.Ingestion.Tests.Journal;

/// <summary>Short ways to open and drain a journal in memory.</summary>
internal static class OpenJournal
{
    public static EventJournal On(PowerLossFiles files, FakeStore? store = null, TimeProvider? time = null, long segmentBytes = 16 * 1024, long? maxBytes = null) =>
        EventJournal.Open(files, Options(store, segmentBytes, maxBytes), time ?? TimeProvider.System, NullLogger.Instance);

    public static JournalOptions Options(FakeStore? store, long segmentBytes, long? maxBytes = null) => new()
    {
        SegmentBytes = segmentBytes,
        MaxBytes = maxBytes ?? Math.Max(4L << 30, 2 * segmentBytes),
        MinFreeBytes = 0,
        DrainedTo = store?.Position ?? default,
    };

    /// <summary>Drains all there is, letting the clock run through every pause.</summary>
    public static void DrainInto(this EventJournal journal, FakeStore store)
    {
        var clock = new FakeClock();
        using var drain = new JournalDrain(journal, store.Target, clock, NullLogger.Instance);
        for (var steps = 0; steps < 10_000; steps++)
        {
            var delay = drain.Step(hurry: true);
            if (delay == TimeSpan.Zero) continue;
            if (journal.Depth().Bytes == 0) return;
            clock.Advance(delay);
        }

        throw new InvalidOperationException("The journal does not drain.");
    }
}
