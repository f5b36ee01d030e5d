namespace Footfall.Storage.Sealed;

/// <summary>Whether a manifest may stand at the end of its chain, as every key holder will judge it.</summary>
public enum ManifestVerdict
{
    Stands,

    /// <summary>It is no entry in the form that readers take.</summary>
    Malformed,

    /// <summary>It does not follow the last one, or names a membership log other than the vault's: another key holder was first.</summary>
    ChainMoved,

    /// <summary>Whoever hands it in is not the member that it names, or the signature is not that member's.</summary>
    Untrusted,

    /// <summary>The member's role is too low.</summary>
    Forbidden,

    /// <summary>It puts a segment that was there, or replaces or undoes one that is not live.</summary>
    Contradiction,

    /// <summary>What the server keeps of the chain does not hold: nothing can follow it.</summary>
    Broken,
}
