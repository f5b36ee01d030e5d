namespace Footfall.Events;

/// <summary>Something a project wants its visitors to do: an event by name, or a page by pattern. Exactly one of the two is set.</summary>
public sealed record Goal
{
    public required Guid Id { get; init; }

    /// <summary>How questions and the dashboard call it; unique within the project.</summary>
    public required string DisplayName { get; init; }

    public string? EventName { get; init; }

    /// <summary>A page path; <c>*</c> matches within a segment, <c>**</c> across segments.</summary>
    public string? PagePath { get; init; }

    /// <summary>ISO 4217: the goal's events carry revenue, reported in this currency.</summary>
    public string? Currency { get; init; }
}
