namespace Footfall.Storage.Events;

/// <summary>The event store cannot be used now. The message names the cause and the remedy; nothing was written by the call, and it may be repeated.</summary>
public sealed class EventStoreUnavailableException : Exception
{
    public EventStoreUnavailableException()
    {
    }

    public EventStoreUnavailableException(string message)
        : base(message)
    {
    }

    public EventStoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What went wrong, by kind: for <c>/health</c> and for deciding whether trying again can help.</summary>
    public EventStoreFault Fault { get; init; }
}
