using Footfall.Agent.Remote;
using Footfall.Agent.Segments;
using Footfall.Events;
using Footfall.Ingestion.Sealed;
using Footfall.Sealing.Segments;
using Footfall.Storage.Events;

namespace Footfall.Agent.Reading;

/// <summary>What was read of one project into memory, and how far. Not safe for use by several threads at once.</summary>
internal sealed class ProjectReading(AgentServer server, SealedPipeline pipeline, EventsInMemory events, Scratch scratch, Guid project) : IDisposable
{
    /// <summary>Events of one commit: enough that its cost does not matter, few enough to be interrupted between two.</summary>
    private const int AtOnce = 20_000;

    private readonly Dictionary<string, NumbersRead> numbers = [];

    /// <summary>Segments that need not be read, with their rows.</summary>
    private readonly Dictionary<string, long> loaded = [];
    private readonly HashSet<string> epochsHeld = [];
    private readonly List<Event> waiting = [];
    private long position;

    /// <summary>What was read.</summary>
    public EventsInMemory Events => events;

    public ReadingCounts Counts { get; } = new();

    /// <summary>True where something that was read does not count any more: its epoch was deleted, its segment was taken back or rewritten without it. Then all has to be read anew.</summary>
    public bool IsStale(IReadOnlyDictionary<string, EpochSegments> epochs) =>
        epochsHeld.Any(held => !epochs.ContainsKey(held)) || epochs.Values.Any(epoch => epoch.Undone.Overlaps(loaded.Keys) || epoch.Live.Any(IsRewrite));

    /// <summary>Reads the segments whose events were not read yet. Before the envelopes, since of a repeated event the segment's counts.</summary>
    public async Task ReadSegmentsAsync(Project of, IReadOnlyDictionary<string, EpochSegments> epochs, CancellationToken cancellation)
    {
        foreach (var epoch in epochs.Values)
        {
            foreach (var manifest in epoch.Live.Where(manifest => !loaded.ContainsKey(manifest.Segment)))
            {
                if (IsRead(epoch, manifest) || await LoadAsync(of, epoch, manifest, cancellation)) loaded[manifest.Segment] = manifest.Description!.Rows;
            }
        }
    }

    /// <summary>Reads what is behind the envelopes that were read last.</summary>
    public async Task ReadEnvelopesAsync(Project of, IReadOnlyDictionary<string, EpochSegments> epochs, CancellationToken cancellation)
    {
        var openings = epochs.ToDictionary(epoch => epoch.Key, epoch => new EnvelopeOpening(of, epoch.Value.Epoch, pipeline));
        try
        {
            while (await server.GetBytesAsync($"/api/v1/projects/{project}/envelopes?after={position}", cancellation) is { Length: > 0 } page)
            {
                foreach (var record in SealedRecord.ReadAll(page)) Take(record, openings.GetValueOrDefault(record.Epoch));
                Flush();
            }
        }
        finally
        {
            foreach (var opening in openings.Values)
            {
                Counts.Unopened += opening.Unopened;
                Counts.Dropped += opening.Dropped;
                opening.Dispose();
            }
        }
    }

    public void Dispose() => events.Dispose();

    private void Take(SealedRecord record, EnvelopeOpening? opening)
    {
        if (record.Number <= position) throw new AgentException("The server's envelopes are not in order: it may be of another version.");
        position = record.Number;
        Counts.Envelopes++;
        if (opening is null)
        {
            // Of an epoch that was sealed to a key of the vault from before the agent's time.
            Counts.WithoutKey++;
            return;
        }

        if (!numbers.TryGetValue(record.Epoch, out var read)) numbers[record.Epoch] = read = new NumbersRead();
        read.Add(record.Number);
        epochsHeld.Add(record.Epoch);
        var opened = opening.Open(record);
        Counts.FromEnvelopes += opened.Count;
        Keep(opened);
    }

    /// <summary>True where all that the segment stands for was read already, as envelopes or as the segments that it took the place of.</summary>
    private bool IsRead(EpochSegments epoch, Manifest manifest)
    {
        var description = manifest.Description!;
        if (!description.Replaces.All(loaded.ContainsKey)) return false;
        if (description.Envelopes == 0) return true;
        return epoch.Ranges.TryGetValue(manifest.Segment, out var range) && numbers.TryGetValue(epoch.Epoch.Id, out var read) && read.Count(range.First, range.Last) == description.Envelopes;
    }

    /// <summary>It has fewer rows than what it replaces: something was erased.</summary>
    private bool IsRewrite(Manifest manifest)
    {
        var (description, replaces) = (manifest.Description!, manifest.Replaces);
        return !loaded.ContainsKey(manifest.Segment) && replaces.Count > 0 && description.Envelopes == 0
            && replaces.All(loaded.ContainsKey) && description.Rows < replaces.Sum(replaced => loaded[replaced]);
    }

    private async Task<bool> LoadAsync(Project of, EpochSegments epoch, Manifest manifest, CancellationToken cancellation)
    {
        if (!await new SegmentSource(server, scratch, of).ReadAsync(epoch, manifest, Keep, cancellation)) return false;
        Flush();
        epochsHeld.Add(epoch.Epoch.Id);
        Counts.Segments++;
        return true;
    }

    private void Keep(IReadOnlyList<Event> more)
    {
        waiting.AddRange(more);
        if (waiting.Count >= AtOnce) Flush();
    }

    private void Flush()
    {
        if (waiting.Count == 0) return;
        Counts.Events += events.Add([.. waiting]).Stored;
        waiting.Clear();
    }
}
