namespace Footfall.Ingestion.Journal;

/// <summary>The journal has reached its size or the disk its reserve. Nothing of the entry was kept; the sender should come again later (503).</summary>
public sealed class JournalFullException : Exception
{
    public JournalFullException(string message, TimeSpan retryAfter) : base(message) => RetryAfter = retryAfter;

    public TimeSpan RetryAfter { get; }
}
