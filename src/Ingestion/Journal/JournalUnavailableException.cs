namespace Footfall.Ingestion.Journal;

/// <summary>The entry could not be made durable: a write or sync failed, or the journal is closing. It was not acknowledged and will not be drained (503).</summary>
public sealed class JournalUnavailableException : Exception
{
    public JournalUnavailableException(string message, TimeSpan retryAfter, Exception? cause = null) : base(message, cause) => RetryAfter = retryAfter;

    public TimeSpan RetryAfter { get; }
}
