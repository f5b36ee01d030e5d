using Microsoft.Extensions.Logging;

namespace Footfall.Privacy;

internal static partial class Log
{
    [LoggerMessage(EventId = 1200, Level = LogLevel.Information, Message = "Made the salt of {Day:yyyy-MM-dd}.")]
    public static partial void SaltMade(ILogger logger, DateOnly day);

    [LoggerMessage(EventId = 1201, Level = LogLevel.Information, Message = "Destroyed the salt of {Day:yyyy-MM-dd}.")]
    public static partial void SaltDestroyed(ILogger logger, DateOnly day);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Error, Message = "The salts could not be renewed or destroyed; trying again in a minute. See that the data directory can be written.")]
    public static partial void SaltsStuck(ILogger logger, Exception failure);
}
