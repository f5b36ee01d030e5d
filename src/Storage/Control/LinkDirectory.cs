using System.Collections.Frozen;
using System.Text.Json;
using Footfall.Events;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Storage.Control;

/// <summary>
/// The shared links that are not revoked, in memory. Reads take no lock; whoever changes links calls <see cref="ReloadAsync"/> afterwards.
/// </summary>
public sealed class LinkDirectory(ControlDatabase database, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim reloading = new(1, 1);
    private volatile FrozenDictionary<string, SharedLink> bySlug = FrozenDictionary<string, SharedLink>.Empty;

    /// <summary>Null where there is none, or none any more.</summary>
    public SharedLink? BySlug(string slug) =>
        bySlug.GetValueOrDefault(slug) is { } link && (link.ExpiresAt is not { } end || clock.GetUtcNow().UtcDateTime < end) ? link : null;

    public async Task ReloadAsync(CancellationToken cancellation = default)
    {
        await reloading.WaitAsync(cancellation);
        try
        {
            await using var control = database.Connect();
            var rows = await control.Links.AsNoTracking().Where(l => l.RevokedAt == null).ToListAsync(cancellation);
            bySlug = rows.Select(ToLink).ToFrozenDictionary(link => link.Slug, StringComparer.Ordinal);
        }
        finally
        {
            reloading.Release();
        }
    }

    public void Dispose() => reloading.Dispose();

    public static PublicThreshold? ThresholdOf(LinkRow row) => row.Least is { } least ? new PublicThreshold(least, row.Grain!, row.Dimensions!) : null;

    private static SharedLink ToLink(LinkRow row)
    {
        using var filters = JsonDocument.Parse(row.Filters);
        return new SharedLink
        {
            Id = row.Id,
            Project = row.ProjectId,
            Slug = row.Slug,
            Name = row.Name,
            Panels = row.Panels,
            Reports = [.. row.Reports.Select(Guid.Parse)],
            Filters = filters.RootElement.Clone(),
            MayFilter = row.MayFilter,
            Threshold = ThresholdOf(row),
            FrameAncestors = row.FrameAncestors,
            HasPassword = row.PasswordHash is not null,
            Revision = row.Revision,
            ExpiresAt = row.ExpiresAt,
        };
    }
}
