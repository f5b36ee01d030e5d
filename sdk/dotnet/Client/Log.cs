using Microsoft.Extensions.Logging;

namespace Footfall.Client;

internal static partial class Log
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Footfall: {Warning}")]
    public static partial void Warned(ILogger logger, string warning);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Footfall would send, and sends: {Method} {Url} {Body}")]
    public static partial void Sending(ILogger logger, string method, Uri url, string body);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Footfall gives up {Count} of {Name}: {Reason} {Detail}")]
    public static partial void GivenUp(ILogger logger, int count, string? name, string reason, string? detail);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "Footfall: {Operation} failed; the program is not disturbed by it.")]
    public static partial void Failed(ILogger logger, string operation, Exception failure);

    [LoggerMessage(EventId = 5, Level = LogLevel.Debug, Message = "Footfall had no answer: {Failure}")]
    public static partial void NoAnswer(ILogger logger, string failure);
}
