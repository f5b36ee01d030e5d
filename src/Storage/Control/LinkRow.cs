namespace Footfall.Storage.Control;

/// <summary>A shared link. One that was revoked stays, since what it has shown stays known.</summary>
public sealed class LinkRow
{
    public Guid Id { get; set; }

    public Guid ProjectId { get; set; }

    public required string Slug { get; set; }

    public required string Name { get; set; }

    /// <summary>Null: whoever has the address may see it.</summary>
    public string? PasswordHash { get; set; }

    public required List<string> Panels { get; set; }

    public required List<string> Reports { get; set; }

    /// <summary>JSON.</summary>
    public required string Filters { get; set; }

    public bool MayFilter { get; set; }

    public required List<string> FrameAncestors { get; set; }

    /// <summary>Null: numbers are exact.</summary>
    public int? Least { get; set; }

    public string? Grain { get; set; }

    public List<string>? Dimensions { get; set; }

    public DateTime CreatedAt { get; set; }

    public required string CreatedBy { get; set; }

    public DateTime? ExpiresAt { get; set; }

    public DateTime? RevokedAt { get; set; }

    public int Revision { get; set; }
}
