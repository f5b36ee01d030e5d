namespace Footfall.Storage.Control;

/// <summary>A hostname seen in a project's events. Pending until visitors or the owner confirm it, since the write key is public.</summary>
public sealed class SiteRow
{
    public Guid ProjectId { get; set; }

    public required string Hostname { get; set; }

    public DateTime FirstSeen { get; set; }

    public DateTime? ConfirmedAt { get; set; }
}
