using Microsoft.Extensions.Logging;

namespace Footfall.Ingestion.Journal;

/// <summary>The journal's messages; event ids from 2100.</summary>
internal static partial class Log
{
    [LoggerMessage(2100, LogLevel.Information, "The journal is open: {Segments} segments with {Bytes} bytes found, writing from segment {Number}")]
    public static partial void JournalOpened(this ILogger logger, int segments, long bytes, long number);

    [LoggerMessage(2101, LogLevel.Warning, "Segment {Number} ended in {Bytes} bytes of an unfinished commit, which was never acknowledged; its good records up to {End} are kept")]
    public static partial void TornTail(this ILogger logger, long number, long end, long bytes);

    [LoggerMessage(2102, LogLevel.Error, "Segment {Number} has no readable header; its {Bytes} bytes are copied to quarantine/{File}")]
    public static partial void SegmentUnreadable(this ILogger logger, long number, long bytes, string file);

    [LoggerMessage(2103, LogLevel.Error, "A commit to the journal failed; its senders were told, segment {Number} is closed at {End} and a new one follows")]
    public static partial void CommitFailed(this ILogger logger, Exception exception, long number, long end);

    [LoggerMessage(2104, LogLevel.Warning, "Segment {Number} could not be cut at its good end {End}; the next segment's header says where it is")]
    public static partial void CutFailed(this ILogger logger, Exception exception, long number, long end);

    [LoggerMessage(2105, LogLevel.Warning, "The journal takes nothing more: {Reason}")]
    public static partial void JournalFull(this ILogger logger, string reason);

    [LoggerMessage(2106, LogLevel.Information, "The journal takes events again")]
    public static partial void JournalRecovered(this ILogger logger);

    [LoggerMessage(2107, LogLevel.Warning, "The unfinished segment {Number} could not be deleted; it holds nothing and is ignored")]
    public static partial void StrayNotDeleted(this ILogger logger, Exception exception, long number);

    [LoggerMessage(2108, LogLevel.Warning, "The drained segment {Number} could not be deleted; the next start tries again")]
    public static partial void SegmentNotDeleted(this ILogger logger, Exception exception, long number);

    [LoggerMessage(2109, LogLevel.Critical, "The journal's writer failed in a way that it cannot go on from: the process ends, and the next start goes on from what is on the disk")]
    public static partial void WriterFailed(this ILogger logger, Exception exception);

    [LoggerMessage(2120, LogLevel.Error, "Segment {Segment} is damaged at {Offset}: {Bytes} bytes are copied to quarantine, and what was in them is counted as quarantined")]
    public static partial void RecordsDamaged(this ILogger logger, long segment, long offset, long bytes);

    [LoggerMessage(2121, LogLevel.Warning, "The event store did not take {Events} events ({Failures} failures in a row); they stay in the journal and are tried again")]
    public static partial void DrainRefused(this ILogger logger, Exception exception, int events, int failures);

    [LoggerMessage(2122, LogLevel.Warning, "The event store does not say how far it has the journal; it is asked again")]
    public static partial void PositionUnknown(this ILogger logger, Exception exception);

    [LoggerMessage(2123, LogLevel.Information, "A commit that seemed to fail had succeeded: the event store has the journal up to {Position}")]
    public static partial void CommitHadSucceeded(this ILogger logger, Footfall.Events.JournalPosition position);

    [LoggerMessage(2124, LogLevel.Error, "The event store has the journal up to {Position}, where {Expected} was expected; draining goes on from there")]
    public static partial void PositionUnexpected(this ILogger logger, Footfall.Events.JournalPosition position, Footfall.Events.JournalPosition expected);

    [LoggerMessage(2125, LogLevel.Error, "The event store refuses one event again and again; its record at {Segment}/{Offset} is copied to quarantine and counted")]
    public static partial void EventSetAside(this ILogger logger, long segment, long offset);

    [LoggerMessage(2126, LogLevel.Information, "Draining {Events} events ({Bytes} bytes) that were found in the journal")]
    public static partial void Draining(this ILogger logger, long events, long bytes);

    [LoggerMessage(2127, LogLevel.Information, "The journal that was found is drained")]
    public static partial void Drained(this ILogger logger);

    [LoggerMessage(2128, LogLevel.Warning, "Stopping with {Events} events in the journal; the next start drains them")]
    public static partial void StoppedWithRest(this ILogger logger, long events);
}
