using Footfall.Agent.Remote;
using Footfall.Events;
using Footfall.Sealing;
using Footfall.Sealing.Segments;
using Footfall.Storage.Sealed;
using Manifest = Footfall.Sealing.Segments.Manifest;

namespace Footfall.Agent.Segments;

/// <summary>Fetches, checks and opens the segments of a project.</summary>
internal sealed class SegmentSource(AgentServer server, Scratch scratch, Project project)
{
    /// <summary>Hands the events on in parts. False where the server has the bytes no more: what took its place is in the next list.</summary>
    /// <exception cref="AgentException">It is not what was signed, or cannot be read here.</exception>
    public async Task<bool> ReadAsync(EpochSegments epoch, Manifest manifest, Action<IReadOnlyList<Event>> take, CancellationToken cancellation)
    {
        var description = manifest.Description!;
        if (description.Schema > SegmentDatabase.Schema) throw new AgentException("A segment was written by a newer version of Footfall: update the agent.");
        if (await server.GetBytesAsync($"/api/v1/projects/{project.Id}/segments/{manifest.Segment}", cancellation) is not { } bytes) return false;
        if (SegmentReader.Open(epoch.Epoch.Key, manifest, bytes, out var content) != Refusal.None)
            throw new AgentException($"Segment {manifest.Segment} is not what member {manifest.By} signed. Nothing of the project is read.");
        try
        {
            if (!SegmentContent.Read(description.Form, content, scratch, project.Number, take))
                throw new AgentException("Segments of the form duckdb are read by way of a file, and this machine has no folder in memory: name one with --scratch (docs/agent.md).");
        }
        catch (InvalidDataException error)
        {
            throw new AgentException($"Segment {manifest.Segment}, signed by member {manifest.By}, is damaged; an owner can take it back. {error.Message}");
        }

        return true;
    }
}
