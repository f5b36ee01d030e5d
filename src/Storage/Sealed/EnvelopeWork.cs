using Footfall.DuckDb;
using Footfall.Events;
using Footfall.Storage.Events.Duplicates;

namespace Footfall.Storage.Sealed;

/// <summary>The envelopes of one commit: duplicates out, numbers given, rows and their part of the books written. Runs inside the writer's transaction.</summary>
internal sealed class EnvelopeWork(DuckDbConnection connection, DuplicateFilter filter)
{
    public List<StoredEnvelope> Stored { get; } = [];

    public List<SealedEnvelope> Duplicates { get; private set; } = [];

    public void Run(IReadOnlyList<SealedEnvelope> envelopes)
    {
        if (envelopes.Count == 0)
            return;
        (var fresh, Duplicates) = new EnvelopeDuplicates(connection, filter).Split(envelopes);
        foreach (var envelope in fresh)
            filter.Add(envelope.Project, EnvelopeDuplicates.KeyOf(envelope.Id), envelope.Hour);
        foreach (var project in fresh.GroupBy(envelope => envelope.Project))
            Number(project.Key, [.. project]);
        EnvelopeTable.Append(connection, Stored);
    }

    private void Number(ProjectNumber project, List<SealedEnvelope> envelopes)
    {
        var last = EnvelopeTable.TakeNumbers(connection, project, envelopes.Count);
        for (var at = 0; at < envelopes.Count; at++)
            Stored.Add(new StoredEnvelope(envelopes[at], last - envelopes.Count + 1 + at));
    }
}
