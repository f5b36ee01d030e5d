namespace Footfall.Storage.Control;

/// <summary>A name by which questions address a project. Belongs to one project only.</summary>
public sealed class DomainRow
{
    public required string Domain { get; set; }

    public Guid ProjectId { get; set; }

    /// <summary>Keeps the owner's order; the first one is the project's main name.</summary>
    public int Position { get; set; }
}
