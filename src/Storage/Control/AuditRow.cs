namespace Footfall.Storage.Control;

/// <summary>One line of the audit log. <see cref="Hash"/> covers the line and the hash before it, so that a changed or missing line shows.</summary>
public sealed class AuditRow
{
    public long Sequence { get; set; }

    public DateTime Time { get; set; }

    public required string Actor { get; set; }

    /// <summary>Such as <c>project.created</c>.</summary>
    public required string Action { get; set; }

    public Guid? ProjectId { get; set; }

    public required string Detail { get; set; }

    public required byte[] PreviousHash { get; set; }

    public required byte[] Hash { get; set; }
}
