using Footfall.Agent.Segments;
using Footfall.Agent.Vaults;
using Footfall.Events;

namespace Footfall.Agent.Reading;

/// <summary>A project as the last refresh found it.</summary>
/// <param name="Epochs">By their ids; what is read and compacted.</param>
/// <param name="Segments">Filters that questions may name; not those that events are compacted into.</param>
internal sealed record ProjectState(Project Project, OpenVault Vault, IReadOnlyDictionary<string, EpochSegments> Epochs, IReadOnlyList<Goal> Goals, IReadOnlyList<SavedSegment> Segments) : IDisposable
{
    /// <summary>The vault stays its owner's.</summary>
    public void Dispose()
    {
        foreach (var epoch in Epochs.Values) epoch.Epoch.Dispose();
    }
}
