namespace Footfall.Sealing.Membership;

/// <summary>What a member may do, the more the higher.</summary>
public enum Role
{
    /// <summary>Reads.</summary>
    Viewer = 1,

    /// <summary>Reads and compacts.</summary>
    Member = 2,

    /// <summary>Manages projects, members and viewers.</summary>
    Admin = 3,

    /// <summary>Manages everybody.</summary>
    Owner = 4,
}
