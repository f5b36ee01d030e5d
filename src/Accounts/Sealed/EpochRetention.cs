using Footfall.Events;
using Footfall.Storage.Control;
using Footfall.Storage.Events;

namespace Footfall.Accounts.Sealed;

/// <summary>
/// Retention of sealed projects. The server cannot see how old an event is, so it deletes whole epochs: first their keys, which closes them whatever else fails,
/// then their envelopes and segments, and last their rows, by which what a crash or an absent store left is found again.
/// </summary>
internal sealed class EpochRetention(EventStore store, EpochStore epochs, EpochDirectory directory, TimeProvider clock)
{
    /// <summary>What a tracker sealed before the end may come until then.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <summary>Deletes the project's epochs of which nothing is young enough to be kept; returns their number.</summary>
    public async Task<int> EnforceAsync(Project project, CancellationToken cancellation)
    {
        if (project.RetentionDays is not { } days) return 0;
        var end = clock.GetUtcNow().UtcDateTime - Grace - TimeSpan.FromDays(days);
        var dead = directory.Of(project.Number).Where(epoch => epoch.NotAfter < end).ToList();
        foreach (var epoch in dead)
        {
            epochs.ForgetKey(project.Id, epoch.Id);
            await Task.Run(() => store.Segments.Removals.DeleteEpoch(project.Number, epoch.Id), cancellation);
            await epochs.RemoveAsync(project.Id, epoch.Id, cancellation);
        }

        return dead.Count;
    }

    /// <summary>Deletes what segments have stood for longer than they can be undone.</summary>
    public Task PurgeAsync(CancellationToken cancellation) => store.Segments.Removals.PurgeAsync(cancellation);
}
