using Microsoft.Extensions.Logging;

namespace Footfall.Ingestion;

/// <summary>Every message of ingestion. Endpoints and pipeline number theirs from 2000, the journal from 2100, enrichment from 2200. No IP, key or user agent ever.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 2000, Level = LogLevel.Error, Message = "A request to {Endpoint} failed; it was answered {Status}.")]
    public static partial void RequestFailed(ILogger logger, string endpoint, int status, Exception failure);
}
