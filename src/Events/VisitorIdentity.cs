namespace Footfall.Events;

/// <summary>How the visitors of a sealed project are known to its key holders.</summary>
public enum VisitorIdentity
{
    /// <summary>By the day's keyed hash, made in flight and sealed at once.</summary>
    Anonymous,

    /// <summary>By an id that their device keeps after consent, inside the ciphertext.</summary>
    Identified,
}
