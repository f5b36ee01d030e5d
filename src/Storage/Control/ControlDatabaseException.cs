namespace Footfall.Storage.Control;

/// <summary>The control-plane database cannot be used; the message says why and what to do.</summary>
public sealed class ControlDatabaseException : Exception
{
    public ControlDatabaseException(string message) : base(message)
    {
    }

    public ControlDatabaseException(string message, Exception inner) : base(message, inner)
    {
    }
}
