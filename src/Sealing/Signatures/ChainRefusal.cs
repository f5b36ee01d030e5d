namespace Footfall.Sealing.Signatures;

/// <summary>Why a signed chain (a vault's membership log, an epoch's manifests), or its next entry, was not accepted. It lies in clear, so it may be told.</summary>
public enum ChainRefusal
{
    None = 0,

    /// <summary>No entry in canonical form, with exactly the fields of its kind.</summary>
    Malformed = 1,

    /// <summary>Of another vault, project or epoch.</summary>
    Elsewhere = 2,

    /// <summary>Not the next in sequence: somebody was quicker, or entries are missing or there twice.</summary>
    OutOfOrder = 3,

    /// <summary>Does not name the entry before it, or lies before it in time.</summary>
    BrokenChain = 4,

    /// <summary>The signer is no member, or the signature does not hold.</summary>
    Untrusted = 5,

    /// <summary>The signer's role is too low.</summary>
    Forbidden = 6,

    /// <summary>Says what cannot be: adds a member twice, removes the last owner, replaces a segment that is not there.</summary>
    Contradiction = 7,

    /// <summary>Somebody was removed, and the vault's key must be replaced first.</summary>
    RotationDue = 8,

    /// <summary>Shorter or other than what the reader has seen before.</summary>
    RolledBack = 9,
}
