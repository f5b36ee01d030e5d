namespace Footfall.Storage.Control;

/// <summary>A person who can sign in. The password never reaches the server: it keeps a hash of a key derived from it.</summary>
public sealed class AccountRow
{
    public Guid Id { get; set; }

    /// <summary>Lower case; unique.</summary>
    public required string Email { get; set; }

    public required string Name { get; set; }

    /// <summary>16 random bytes that the browser stretches the password with.</summary>
    public required byte[] Salt { get; set; }

    /// <summary>The framework's password hash of the derived login key.</summary>
    public required string LoginKeyHash { get; set; }

    /// <summary>An owner may do everything on every project.</summary>
    public bool IsOwner { get; set; }

    public DateTime CreatedAt { get; set; }
}
