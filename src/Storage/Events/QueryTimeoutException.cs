namespace Footfall.Storage.Events;

/// <summary>A question took longer than its limit and was stopped.</summary>
public sealed class QueryTimeoutException : TimeoutException
{
    public QueryTimeoutException()
    {
    }

    public QueryTimeoutException(string message)
        : base(message)
    {
    }

    public QueryTimeoutException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
