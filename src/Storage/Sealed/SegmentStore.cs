using Footfall.Events;
using Footfall.Storage.Events;
using Microsoft.Extensions.Logging;

namespace Footfall.Storage.Sealed;

/// <summary>The segments of sealed projects: files, the rows that say which of them count, and the signed chains. Thread-safe.</summary>
public sealed class SegmentStore
{
    private readonly StoreWriter writer;
    private readonly EventReader reader;
    private readonly SegmentFiles files;
    private readonly TimeProvider time;

    internal SegmentStore(StoreWriter writer, EventReader reader, string dataDirectory, TimeProvider time, ILogger logger)
    {
        (this.writer, this.reader, this.time) = (writer, reader, time);
        files = new SegmentFiles(dataDirectory);
        Removals = new SealedRemovals(writer, reader, files, time, logger);
    }

    /// <summary>Retention of sealed projects.</summary>
    public SealedRemovals Removals { get; }

    /// <summary>All segments that a project ever had, and its chains, as one commit left them.</summary>
    public Task<(List<Segment> Segments, List<Manifest> Manifests)> ListAsync(ProjectNumber project, CancellationToken cancellation) =>
        reader.ReadAsync(
            (connection, _) => StoreTransaction.Run(connection, () => (SegmentTable.All(connection, project), ManifestTable.All(connection, project))), QueryLimits.Default, cancellation);

    /// <summary>The bytes, or null where there are none (any more). The caller disposes the stream.</summary>
    public Stream? Open(ProjectNumber project, Guid id) => files.Open(project, id);

    /// <summary>
    /// Writes the bytes, and then, in one transaction, puts the segment in the place of what it stands for. Where that is not there any more nothing changes.
    /// </summary>
    /// <exception cref="IOException">The bytes could not be written; nothing changed.</exception>
    /// <exception cref="EventStoreUnavailableException">Whether the swap took place is unknown: the list tells.</exception>
    public async Task<SegmentOutcome> SwapAsync(NewSegment segment, Stream bytes, CancellationToken cancellation)
    {
        var (draft, hash) = await files.WriteDraftAsync(bytes, cancellation);
        try
        {
            if (!segment.Hash.Span.SequenceEqual(hash))
                return SegmentOutcome.OtherBytes;
            var size = draft.Length;
            return writer.Write(connection => new SegmentSwap(connection, Now).Swap(segment, size, () => files.Place(draft, segment.Project, segment.Id)), changed: () => []);
        }
        finally
        {
            File.Delete(draft.FullName);
        }
    }

    /// <summary>Takes a segment back within the days of grace: what it stood for is there again.</summary>
    /// <param name="previous">What the manifest says is the hash of the one before it.</param>
    public SegmentOutcome Undo(ProjectNumber project, Guid id, Manifest manifest, ReadOnlyMemory<byte> previous) =>
        writer.Write(connection => new SegmentSwap(connection, Now).Undo(project, id, manifest, previous.Span), changed: () => []);

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
