using Microsoft.Extensions.Logging;

namespace Footfall.Storage;

/// <summary>Everything that Storage logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "The event store is open at schema {Schema}.")]
    public static partial void StoreOpened(ILogger logger, int schema);

    [LoggerMessage(2, LogLevel.Error, "The event store failed: {Reason}")]
    public static partial void StoreFailed(ILogger logger, string reason, Exception exception);

    [LoggerMessage(3, LogLevel.Information, "The event store is opened anew after a failure.")]
    public static partial void StoreReopened(ILogger logger);

    [LoggerMessage(4, LogLevel.Debug, "Checkpointed {Bytes} bytes of write-ahead log in {Elapsed}.")]
    public static partial void Checkpointed(ILogger logger, long bytes, TimeSpan elapsed);

    [LoggerMessage(5, LogLevel.Warning, "A checkpoint failed and will be tried again; commits go on.")]
    public static partial void CheckpointFailed(ILogger logger, Exception exception);

    [LoggerMessage(6, LogLevel.Information, "The duplicate filter was filled with {Ids} ids of the last eight days in {Elapsed}.")]
    public static partial void FilterFilled(ILogger logger, long ids, TimeSpan elapsed);

    [LoggerMessage(7, LogLevel.Warning, "The duplicate filter could not be filled; until the next start repeated events are looked up in the store, which is slower.")]
    public static partial void FilterNotFilled(ILogger logger, Exception exception);

    [LoggerMessage(8, LogLevel.Information, "Removed {Events} events of project {Project}: {Entry}.")]
    public static partial void EventsRemoved(ILogger logger, long events, int project, Footfall.Events.LedgerEntry entry);

    [LoggerMessage(9, LogLevel.Information, "Deleted an epoch of project {Project}: {Envelopes} envelopes and {Segments} segments.")]
    public static partial void EpochDeleted(ILogger logger, long envelopes, int segments, int project);

    [LoggerMessage(10, LogLevel.Information, "Deleted {Envelopes} envelopes and {Segments} segments for which others have stood longer than they can be undone.")]
    public static partial void CompactedPurged(ILogger logger, long envelopes, int segments);
}
