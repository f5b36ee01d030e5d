namespace Footfall.Storage.Control;

/// <summary>What links with a threshold show of a project's day or month. Written once and never changed: a number that could be seen to change could be subtracted from itself.</summary>
public sealed class PublishedRow
{
    public Guid ProjectId { get; set; }

    /// <summary>The first day, as <c>2026-11-27</c> in the project's zone.</summary>
    public required string Day { get; set; }

    /// <summary>JSON.</summary>
    public required string Cells { get; set; }
}
