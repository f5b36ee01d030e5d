using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Footfall.Agent.Keys;
using Footfall.Agent.Reading;
using Footfall.Agent.Remote;
using Footfall.Agent.Segments;
using Footfall.Events;
using Footfall.Sealing.Segments;
using Footfall.Sealing.Signatures;
using Footfall.Storage.Sealed;
using Manifest = Footfall.Sealing.Segments.Manifest;

namespace Footfall.Agent.Compaction;

/// <summary>Writes events as a segment, seals and signs it in the agent's name, and offers it to the server.</summary>
internal sealed class SegmentUpload(AgentServer server, AgentKey key, Scratch scratch, TimeProvider time, ProjectState state)
{
    /// <summary>False where somebody else was quicker.</summary>
    /// <param name="hours">Of receipt, for where no event is left.</param>
    public async Task<bool> PutAsync(EpochSegments epoch, IReadOnlyList<Event> events, (long First, long Last) hours, Gathered? envelopes, IReadOnlyList<Manifest> replaces, CancellationToken cancellation)
    {
        var content = scratch.Use(path =>
        {
            SegmentDatabase.Write(path, events);
            return File.ReadAllBytes(path);
        });
        cancellation.ThrowIfCancellationRequested();
        var description = new SegmentDescription
        {
            Form = "duckdb",
            Schema = SegmentDatabase.Schema,
            Storage = SegmentDatabase.StorageVersion,
            Rows = events.Count,
            FirstHour = events.Count > 0 ? HourOf(events.Min(e => e.Time)) : hours.First,
            LastHour = events.Count > 0 ? HourOf(events.Max(e => e.Time)) : hours.Last,
            Envelopes = envelopes?.Ids.Count ?? 0,
            Consumed = envelopes is null ? "" : SegmentDescription.HashOf(envelopes.Ids),
            Replaces = [.. replaces.Select(manifest => manifest.Segment)],
        };
        var (manifest, bytes) = new SegmentWriter(state.Vault.Me.Account, key.Keys.Signing, time).Seal(epoch.Chain, epoch.Epoch.Key, description, content);
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(content);
        using var body = new ByteArrayContent([.. Head(manifest, envelopes), .. bytes]) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        if (!await server.SendAsync(HttpMethod.Post, $"/api/v1/projects/{state.Project.Id}/segments", body, cancellation)) return false;
        return epoch.Chain.Append(manifest) == ChainRefusal.None ? true : throw new InvalidOperationException("The agent's own manifest does not follow the chain that it was written for.");
    }

    private static byte[] Head(SignedEntry manifest, Gathered? envelopes)
    {
        Dictionary<string, object> fields = new()
        {
            ["manifest"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(manifest.Entry)),
            ["signature"] = Base64Url.EncodeToString(manifest.Signature),
        };
        if (envelopes is not null) (fields["first_seq"], fields["last_seq"]) = (envelopes.First, envelopes.Last);
        var json = JsonSerializer.SerializeToUtf8Bytes(fields);
        var length = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)json.Length);
        return [.. length, .. json];
    }

    private static long HourOf(DateTime time) => (long)Math.Floor((time - DateTime.UnixEpoch).TotalHours);
}
