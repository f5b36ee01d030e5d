using Microsoft.Extensions.Logging;

namespace Footfall.Notices;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The notice {Notice} found no answer and is looked at again: {Reason}")]
    public static partial void NoAnswer(ILogger logger, Guid notice, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A letter of the notice {Notice} was not taken, attempt {Attempt}; the notice's history tells why")]
    public static partial void NotSent(ILogger logger, Guid notice, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "A run of reports and alerts failed")]
    public static partial void RunFailed(ILogger logger, Exception error);
}
