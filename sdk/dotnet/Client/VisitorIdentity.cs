namespace Footfall.Client;

/// <summary>Whether a sealed project tells visitors apart for longer than a day.</summary>
public enum VisitorIdentity
{
    /// <summary>Nobody is named, inside the envelope either.</summary>
    Anonymous = 0,

    /// <summary>Visitor, session and user go into the envelope.</summary>
    Identified = 1,
}
