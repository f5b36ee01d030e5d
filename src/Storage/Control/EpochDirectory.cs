using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Footfall.Events;

namespace Footfall.Storage.Control;

/// <summary>
/// The epochs of all sealed projects, in memory, for the hot paths. Reads take no lock and see one consistent snapshot; whoever changes the epochs of the
/// control plane calls <see cref="Replace"/> afterwards. Thread-safe.
/// </summary>
public sealed class EpochDirectory
{
    private volatile Snapshot snapshot = Snapshot.Of([]);

    public bool TryGet(ProjectNumber project, EpochId id, [NotNullWhen(true)] out Epoch? epoch) => snapshot.ById.TryGetValue((project, id), out epoch);

    /// <summary>The epoch that trackers are to seal to, the one made last; null where the project has none.</summary>
    public Epoch? CurrentOf(ProjectNumber project) => snapshot.Current.GetValueOrDefault(project);

    /// <summary>All of a project.</summary>
    public IEnumerable<Epoch> Of(ProjectNumber project) => snapshot.ById.Values.Where(epoch => epoch.Project == project);

    /// <param name="epochs">All there are, in the order in which they were made.</param>
    public void Replace(IReadOnlyCollection<Epoch> epochs) => snapshot = Snapshot.Of(epochs);

    private sealed record Snapshot(FrozenDictionary<(ProjectNumber, EpochId), Epoch> ById, FrozenDictionary<ProjectNumber, Epoch> Current)
    {
        public static Snapshot Of(IReadOnlyCollection<Epoch> epochs) => new(
            epochs.ToFrozenDictionary(epoch => (epoch.Project, epoch.Id)),
            epochs.GroupBy(epoch => epoch.Project).ToFrozenDictionary(group => group.Key, group => group.Last()));
    }
}
