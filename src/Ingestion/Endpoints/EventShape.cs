namespace Footfall.Ingestion.Endpoints;

/// <summary>Which of the native JSON shapes an event is read from.</summary>
internal enum EventShape
{
    /// <summary>An element of <c>events</c> in <c>/collect</c>.</summary>
    Event,

    /// <summary>An event of an opened sealed message, which says itself what the headers of requests say.</summary>
    Sealed,

    /// <summary>The defaults that a request has for its events.</summary>
    Context,

    /// <summary><c>/track/view</c>.</summary>
    View,

    /// <summary><c>/track/interaction</c>.</summary>
    Interaction,

    /// <summary><c>/track/event</c>.</summary>
    Custom,
}
