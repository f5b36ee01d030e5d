namespace Footfall.Storage.Control;

/// <summary>What a member may do in a vault and on its projects. Each may what the ones before it may.</summary>
public enum VaultRole
{
    /// <summary>Reads.</summary>
    Viewer = 1,

    /// <summary>Compacts and keeps documents as well.</summary>
    Member = 2,

    /// <summary>Manages projects, and members below its own role.</summary>
    Admin = 3,

    /// <summary>Manages everybody.</summary>
    Owner = 4,
}
