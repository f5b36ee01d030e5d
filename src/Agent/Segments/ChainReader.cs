using System.Text;
using System.Text.Json;
using Footfall.Agent.Remote;
using Footfall.Agent.State;
using Footfall.Agent.Vaults;
using Footfall.Sealing.Segments;
using Footfall.Sealing.Signatures;

namespace Footfall.Agent.Segments;

/// <summary>Reads the segments of a project by the signed chains of its epochs. A chain that does not hold, or is shorter than before, opens nothing.</summary>
internal sealed class ChainReader(AgentServer server, AgentState state, OpenVault vault, Guid project)
{
    public async Task<IReadOnlyDictionary<string, EpochSegments>> ReadAsync(IEnumerable<EpochKey> epochs, CancellationToken cancellation)
    {
        var answer = await server.GetAsync($"/api/v1/projects/{project}/segments", cancellation);
        var manifests = answer.Items("manifests").ToLookup(item => item.Text("epoch"));
        var ranges = answer.Items("items").Where(item => item.TryGetProperty("first_seq", out var first) && first.ValueKind == JsonValueKind.Number)
            .ToDictionary(item => item.Text("id"), item => (item.Number("first_seq"), item.Number("last_seq")));
        return epochs.ToDictionary(epoch => epoch.Id, epoch => Read(epoch, [.. manifests[epoch.Id].OrderBy(item => item.Number("sequence"))], ranges));
    }

    private EpochSegments Read(EpochKey epoch, IReadOnlyList<JsonElement> manifests, IReadOnlyDictionary<string, (long First, long Last)> ranges)
    {
        var name = $"segments/{project}/{epoch.Id}";
        var known = state.Chain(name);
        var entries = manifests.Select(item => new SignedEntry(Encoding.UTF8.GetString(item.Bytes("manifest")), item.Bytes("signature"))).ToList();
        var refusal = SegmentChain.Read(project, epoch.Id, vault.Log, entries, known is { } seen ? (seen.Length, seen.Head) : null, out var chain, out var at);
        if (chain is null) throw new AgentException($"The segments of project {project} do not hold (epoch {epoch.Id}, entry {at}, {refusal}). Nothing of the project is read.");
        state.Saw(name, new Seen(chain.Length, chain.Head));
        var undone = entries.Select(entry => Manifest.Read(Encoding.UTF8.GetBytes(entry.Entry))!).Where(manifest => manifest.IsUndo).Select(manifest => manifest.Segment).ToHashSet();
        return new EpochSegments(epoch, chain, [.. chain.Live], undone, ranges);
    }
}
