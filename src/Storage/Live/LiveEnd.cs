namespace Footfall.Storage.Live;

/// <summary>Why a subscription ended.</summary>
public enum LiveEnd
{
    /// <summary>It has not.</summary>
    None,

    /// <summary>The watcher took events more slowly than they came; it may subscribe anew. On the wire: <c>slow</c>.</summary>
    Slow,

    /// <summary>The server stops.</summary>
    Closed,
}
