namespace Footfall.Storage.Control;

/// <summary>What somebody has named and kept of a project in clear: a segment, a view, a report or an annotation. Sealed projects have <see cref="DocumentRow"/>s in its place.</summary>
public sealed class DefinitionRow
{
    public Guid Id { get; set; }

    public Guid ProjectId { get; set; }

    public required string Kind { get; set; }

    public required string Name { get; set; }

    /// <summary>JSON, as the <see cref="DefinitionJudge"/> let it pass for the kind.</summary>
    public required string Body { get; set; }

    /// <summary>From 1; each change counts on.</summary>
    public int Revision { get; set; }

    public DateTime ChangedAt { get; set; }

    public required string ChangedBy { get; set; }
}
