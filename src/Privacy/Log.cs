using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Footfall.Privacy;

internal static partial class Log
{
    /// <summary>The day goes in as text: structured logs would write a date in the invariant culture, which is the American one.</summary>
    public static void SaltMade(ILogger logger, DateOnly day)
    {
        var text = Text(day);
        SaltMade(logger, text);
    }

    public static void SaltDestroyed(ILogger logger, DateOnly day)
    {
        var text = Text(day);
        SaltDestroyed(logger, text);
    }

    [LoggerMessage(EventId = 1200, Level = LogLevel.Information, Message = "Made the salt of {Day}.")]
    private static partial void SaltMade(ILogger logger, string day);

    [LoggerMessage(EventId = 1201, Level = LogLevel.Information, Message = "Destroyed the salt of {Day}.")]
    private static partial void SaltDestroyed(ILogger logger, string day);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Error, Message = "The salts could not be renewed or destroyed; trying again in a minute. See that the data directory can be written.")]
    public static partial void SaltsStuck(ILogger logger, Exception failure);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
