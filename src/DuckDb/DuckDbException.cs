namespace Footfall.DuckDb;

/// <summary>An error that DuckDB reported; the message is DuckDB's own text.</summary>
public sealed class DuckDbException : Exception
{
    public DuckDbException()
    {
    }

    public DuckDbException(string message)
        : this(message, ErrorTypeOfText.Find(message))
    {
    }

    public DuckDbException(string message, Exception innerException)
        : base(message, innerException)
    {
        ErrorType = ErrorTypeOfText.Find(message);
    }

    public DuckDbException(string message, DuckDbErrorType errorType)
        : base(message)
    {
        ErrorType = errorType;
    }

    public DuckDbErrorType ErrorType { get; }
}
