using Footfall.Events;
using Microsoft.Extensions.Logging;

namespace Footfall.Accounts;

internal static partial class Log
{
    [LoggerMessage(EventId = 4001, Level = LogLevel.Warning, Message = "Looking for new sites of project {Project} failed; the next round tries again.")]
    public static partial void SiteDiscoveryFailed(ILogger logger, ProjectNumber project, Exception error);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Information, Message = "Retention removed {Events} events of project {Project}.")]
    public static partial void RetentionRemoved(ILogger logger, ProjectNumber project, long events);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Warning, Message = "Enforcing the retention of project {Project} failed; the next round tries again.")]
    public static partial void RetentionFailed(ILogger logger, ProjectNumber project, Exception error);

    [LoggerMessage(EventId = 4004, Level = LogLevel.Information, Message = "Erased {Removed} events that reached the store after their project {Project} was removed.")]
    public static partial void RemovedProjectErased(ILogger logger, long removed, ProjectNumber project);

    [LoggerMessage(EventId = 4005, Level = LogLevel.Warning, Message = "Erasing what removed projects left failed; the next round tries again.")]
    public static partial void ErasureFailed(ILogger logger, Exception error);

    [LoggerMessage(EventId = 4006, Level = LogLevel.Warning, Message = "Deleting what segments have replaced failed; the next round tries again.")]
    public static partial void PurgeFailed(ILogger logger, Exception error);

    [LoggerMessage(EventId = 4007, Level = LogLevel.Warning, Message = "keys/current has {Keys} keys of epochs that control.sqlite does not know. They are kept: where an older control.sqlite was restored, they open what is newer.")]
    public static partial void OrphanedKeys(ILogger logger, int keys);
}
