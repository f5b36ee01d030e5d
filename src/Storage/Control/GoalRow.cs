namespace Footfall.Storage.Control;

public sealed class GoalRow
{
    public Guid Id { get; set; }

    public Guid ProjectId { get; set; }

    public required string DisplayName { get; set; }

    public string? EventName { get; set; }

    public string? PagePath { get; set; }

    public string? Currency { get; set; }
}
