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
}
