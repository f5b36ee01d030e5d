using Footfall.Events;

namespace Footfall.Storage.Control;

/// <summary>The vault that a project belongs to. Sealed projects always have one, others may.</summary>
public sealed class VaultProjectRow
{
    public Guid ProjectId { get; set; }

    public Guid VaultId { get; set; }

    /// <summary>Of sealed projects.</summary>
    public VisitorIdentity Identity { get; set; }
}
