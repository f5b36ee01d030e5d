using System.Security.Cryptography;
using Footfall.Agent.Keys;
using Footfall.Agent.Reading;
using Footfall.Agent.Remote;
using Footfall.Agent.Segments;
using Footfall.Events;
using Footfall.Ingestion.Sealed;
using Footfall.Sealing.Segments;

namespace Footfall.Agent.Compaction;

/// <summary>
/// Puts segments in the place of a project's envelopes, and larger ones in the place of many. Any key holder may; of two at once one wins, and the other leaves
/// off. One use.
/// </summary>
internal sealed class Compactor(AgentServer server, AgentKey key, SealedPipeline pipeline, Scratch scratch, CompactionRules rules, TimeProvider time, ProjectState state)
{
    /// <summary>What an envelope has in it begins after its head.</summary>
    private const int SealedAt = 26;

    private readonly SegmentUpload upload = new(server, key, scratch, time, state);
    private readonly SegmentSource segments = new(server, scratch, state.Project);

    /// <param name="eventsAnEnvelope">On average, as far as they were read.</param>
    public async Task<Compacted> RunAsync(double eventsAnEnvelope, CancellationToken cancellation)
    {
        var done = default(Compacted);
        var waiting = await SurveyAsync(cancellation);
        foreach (var epoch in state.Epochs.Values)
        {
            if (waiting.TryGetValue(epoch.Epoch.Id, out var hours) && rules.IsDue(hours, eventsAnEnvelope, time.GetUtcNow())) done = done.And(await CompactAsync(epoch, cancellation));
            if (!done.IsMoved) done = done.And(await MergeAsync(epoch, cancellation));
        }

        return done;
    }

    /// <summary>By epoch: the hour of receipt of each envelope that waits.</summary>
    private async Task<Dictionary<string, List<long>>> SurveyAsync(CancellationToken cancellation)
    {
        Dictionary<string, List<long>> waiting = [];
        await foreach (var record in RecordsAsync(0, cancellation))
        {
            if (!waiting.TryGetValue(record.Epoch, out var hours)) waiting[record.Epoch] = hours = [];
            hours.Add(record.Hour);
        }

        return waiting;
    }

    private async Task<Compacted> CompactAsync(EpochSegments epoch, CancellationToken cancellation)
    {
        var done = default(Compacted);
        for (long after = 0; await GatherAsync(epoch, after, cancellation) is { Ids.Count: > 0 } gathered; after = gathered.Last)
        {
            if (await KnownAsync(epoch, gathered.Events, cancellation) is not { } known) return done with { IsMoved = true };
            IReadOnlyList<Event> events = [.. gathered.Events.Where(e => !known.Contains(e.Id))];
            if (!await upload.PutAsync(epoch, events, gathered.Hours, gathered, [], cancellation)) return done with { IsMoved = true };
            done = done.And(new Compacted(1, gathered.Ids.Count, 0, false));
        }

        return done;
    }

    private async Task<Gathered> GatherAsync(EpochSegments epoch, long after, CancellationToken cancellation)
    {
        var gathered = new Gathered();
        var ripe = rules.LastRipeHour(time.GetUtcNow());
        using var opening = new EnvelopeOpening(state.Project, epoch.Epoch, pipeline);
        await foreach (var record in RecordsAsync(after, cancellation))
        {
            if (record.Epoch != epoch.Epoch.Id) continue;
            if (record.Hour > ripe || gathered.Events.Count >= rules.FreshEvents) break;
            gathered.Take(record, SHA256.HashData(record.Envelope.Span[SealedAt..]), opening.Open(record));
        }

        return gathered;
    }

    /// <summary>Ids that live segments have already, of those whose hours meet the events'. Null where one of them was replaced meanwhile.</summary>
    private async Task<IReadOnlySet<Guid>?> KnownAsync(EpochSegments of, List<Event> events, CancellationToken cancellation)
    {
        HashSet<Guid> known = [];
        if (events.Count == 0) return known;
        var (first, last) = (events.Min(e => e.Time), events.Max(e => e.Time));
        foreach (var epoch in state.Epochs.Values)
        {
            // Of its own epoch the chain has grown since the list was read.
            foreach (var manifest in (epoch == of ? epoch.Chain.Live : epoch.Live).Where(manifest => Meets(manifest.Description!, first, last)))
            {
                if (!await segments.ReadAsync(epoch, manifest, part => known.UnionWith(part.Select(e => e.Id)), cancellation)) return null;
            }
        }

        return known;
    }

    private async Task<Compacted> MergeAsync(EpochSegments epoch, CancellationToken cancellation)
    {
        var done = default(Compacted);
        while (rules.ToReplace(epoch.Chain.Live) is { Count: > 0 } merged)
        {
            List<Event> events = [];
            HashSet<Guid> seen = [];
            foreach (var manifest in merged)
            {
                if (!await segments.ReadAsync(epoch, manifest, part => events.AddRange(part.Where(e => seen.Add(e.Id))), cancellation)) return done with { IsMoved = true };
            }

            var hours = (merged.Min(manifest => manifest.Description!.FirstHour), merged.Max(manifest => manifest.Description!.LastHour));
            if (!await upload.PutAsync(epoch, events, hours, null, merged, cancellation)) return done with { IsMoved = true };
            done = done.And(new Compacted(1, 0, merged.Count, false));
        }

        return done;
    }

    private async IAsyncEnumerable<SealedRecord> RecordsAsync(long after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await server.GetBytesAsync($"/api/v1/projects/{state.Project.Id}/envelopes?after={after}", cancellation) is { Length: > 0 } page)
        {
            foreach (var record in SealedRecord.ReadAll(page))
            {
                if (record.Number <= after) throw new AgentException("The server's envelopes are not in order: it may be of another version.");
                after = record.Number;
                yield return record;
            }
        }
    }

    private static bool Meets(SegmentDescription segment, DateTime first, DateTime last) =>
        DateTime.UnixEpoch.AddHours(segment.FirstHour) <= last && DateTime.UnixEpoch.AddHours(segment.LastHour + 1) > first;
}
