using System.Text.Json;

namespace Footfall.Accounts.Links;

/// <summary>A link as it is to be; <c>docs/api/links.md</c> has every member.</summary>
/// <param name="Password">Absent or null: as it is; empty: none.</param>
/// <param name="Threshold">Cannot be changed later.</param>
public sealed record PutLink(
    string? Name, IReadOnlyList<string>? Panels, IReadOnlyList<Guid>? Reports, JsonElement? Filters, bool? MayFilter, string? Password, ThresholdBody? Threshold,
    IReadOnlyList<string>? FrameAncestors, DateTime? ExpiresAt);
