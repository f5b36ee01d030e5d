using System.Text.Json;

namespace Footfall.Events;

/// <summary>A part of a project's numbers that whoever has the address may see.</summary>
public sealed record SharedLink
{
    public required Guid Id { get; init; }

    public required Guid Project { get; init; }

    /// <summary>Of its address <c>/share/{slug}</c>; cannot be guessed.</summary>
    public required string Slug { get; init; }

    public required string Name { get; init; }

    /// <summary>Of <see cref="LinkPanels.All"/>.</summary>
    public required IReadOnlyList<string> Panels { get; init; }

    /// <summary>Saved reports that are shown, by their ids.</summary>
    public required IReadOnlyList<Guid> Reports { get; init; }

    /// <summary>Hold for everything that is shown; as a question of the Stats API v2 writes them.</summary>
    public required JsonElement Filters { get; init; }

    /// <summary>Whether its readers may filter by what the panels show.</summary>
    public required bool MayFilter { get; init; }

    /// <summary>Null: exact numbers.</summary>
    public required PublicThreshold? Threshold { get; init; }

    /// <summary>Origins that may show it in a frame; <c>*</c>: all.</summary>
    public required IReadOnlyList<string> FrameAncestors { get; init; }

    public required bool HasPassword { get; init; }

    /// <summary>Changes with every change of the link; what was opened by an older password is closed by it.</summary>
    public required int Revision { get; init; }

    public required DateTime? ExpiresAt { get; init; }
}
