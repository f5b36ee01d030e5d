using System.Text.Json;

namespace Footfall.Accounts.Links;

public sealed record LinkAnswer(
    Guid Id, string Slug, string Path, string Name, IReadOnlyList<string> Panels, IReadOnlyList<Guid> Reports, JsonElement Filters, bool MayFilter, bool HasPassword,
    ThresholdBody? Threshold, IReadOnlyList<string> FrameAncestors, DateTime CreatedAt, string CreatedBy, DateTime? ExpiresAt, DateTime? RevokedAt, int Revision);
