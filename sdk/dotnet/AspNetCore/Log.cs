using Microsoft.Extensions.Logging;

namespace Footfall.AspNetCore;

internal static partial class Log
{
    [LoggerMessage(EventId = 101, Level = LogLevel.Warning, Message = "Footfall: {Operation} failed; the request is not disturbed by it.")]
    public static partial void Failed(ILogger logger, string operation, Exception failure);

    [LoggerMessage(EventId = 102, Level = LogLevel.Warning, Message = "Footfall: the application's log {Path} cannot be written ({Failure}); lines are lost until it can.")]
    public static partial void LogUnwritable(ILogger logger, string path, string failure);

    [LoggerMessage(EventId = 103, Level = LogLevel.Warning, Message = "Footfall: {Name} cannot be read: {Remedy} Errors are reported to nobody.")]
    public static partial void Unreadable(ILogger logger, string name, string remedy);
}
