using Microsoft.Extensions.Logging;

namespace Footfall.Query;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A question was stopped: {Reason}")]
    public static partial void QuestionStopped(ILogger logger, string reason);
}
