using Footfall.Events;

namespace Footfall.Storage.Control;

/// <summary>Whether somebody may see a link: who answers its questions does not know how passwords are kept, so the host says who does.</summary>
public sealed class LinkGate(Func<SharedLink, string?, bool> opens)
{
    /// <param name="ticket">What the password was exchanged for; null where there is none.</param>
    public bool Opens(SharedLink link, string? ticket) => opens(link, ticket);
}
