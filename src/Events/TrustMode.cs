namespace Footfall.Events;

/// <summary>Who can read a project's events. Chosen when the project is made and never changed.</summary>
public enum TrustMode
{
    /// <summary>The server's owner; visitors are known by a hash under a salt that dies each day; nothing is stored on the device.</summary>
    Anonymous,

    /// <summary>The server's owner; visitors are known by an id that their device keeps after consent.</summary>
    Identified,

    /// <summary>Only holders of the project's key; the server is blind.</summary>
    Sealed,
}
