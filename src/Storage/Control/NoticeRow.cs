namespace Footfall.Storage.Control;

/// <summary>A report by e-mail or an alert, as it was configured, and how far it has come.</summary>
public sealed class NoticeRow
{
    public Guid Id { get; set; }

    public Guid ProjectId { get; set; }

    /// <summary><c>report</c> or <c>alert</c>.</summary>
    public required string Kind { get; set; }

    public required string Name { get; set; }

    /// <summary>JSON.</summary>
    public required string Body { get; set; }

    public bool Enabled { get; set; }

    /// <summary>Signs its webhook.</summary>
    public required string Secret { get; set; }

    /// <summary>Addresses that want no more.</summary>
    public List<string> Unsubscribed { get; set; } = [];

    public DateTime CreatedAt { get; set; }

    public DateTime ChangedAt { get; set; }

    public required string ChangedBy { get; set; }

    /// <summary>What was due up to here has been made into letters.</summary>
    public DateTime DoneUntil { get; set; }

    /// <summary>Of an alert that has alarmed and whose reason still holds.</summary>
    public DateTime? AlarmedAt { get; set; }
}
