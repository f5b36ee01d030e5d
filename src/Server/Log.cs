using Microsoft.Extensions.Logging;

namespace Footfall.Server;

internal static partial class Log
{
    [LoggerMessage(EventId = 5001, Level = LogLevel.Error, Message = "Request {RequestId} to {Route} failed.")]
    public static partial void RequestFailed(ILogger logger, string requestId, string route, Exception failure);
}
