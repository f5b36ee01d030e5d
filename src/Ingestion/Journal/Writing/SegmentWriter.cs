using Footfall.Ingestion.Journal.Codec;
using Footfall.Ingestion.Journal.Files;
using Footfall.Ingestion.Journal.Segments;

namespace Footfall.Ingestion.Journal.Writing;

/// <summary>
/// The segment that is being written. Its space is written with zeros a megabyte ahead: space that is only reserved (fallocate) still costs the file
/// system a change of its metadata at the first write to each part, and so a journal commit of its own in the same sync. For the writer's thread.
/// </summary>
internal sealed class SegmentWriter : IDisposable
{
    private const int FillBytes = 1 << 20;
    private static readonly byte[] Zeros = new byte[64 * 1024];

    private readonly IJournalFile file;
    private readonly long fillTo;
    private long filled;

    private SegmentWriter(IJournalFile file, SegmentHeader header, long fillTo)
    {
        this.file = file;
        this.fillTo = fillTo;
        Number = header.Number;
        Seed = header.Seed;
        End = SegmentHeader.AreaBytes;
    }

    public long Number { get; }

    public uint Seed { get; }

    /// <summary>The end of what is durable, where the next batch goes.</summary>
    public long End { get; private set; }

    /// <summary>Makes the file with its header, and returns when both it and its name are durable.</summary>
    public static SegmentWriter Create(IJournalFiles files, SegmentHeader header, long segmentBytes)
    {
        var file = files.Create(SegmentName.Of(header.Number));
        try
        {
            file.Write(header.ToArea(), 0);
            var writer = new SegmentWriter(file, header, segmentBytes);
            writer.FillAhead(SegmentHeader.AreaBytes);
            file.SyncData();
            files.SyncDirectory("");
            return writer;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Puts the batch's records in their places and writes them to the page cache. Nothing is durable, and <see cref="End"/> stays, until <see cref="Sync"/>.</summary>
    public void Write(ByteWriter batch)
    {
        for (var at = 0; at < batch.Length;)
        {
            var header = batch.At(at, RecordHeader.Size);
            RecordHeader.Place(header, Seed, End + at);
            at += RecordHeader.Size + RecordHeader.BodyBytesOf(header);
        }

        FillAhead(End + batch.Length);
        file.Write(batch.Written, End);
    }

    /// <summary>Returns when the batch is durable.</summary>
    public void Sync(int bytes)
    {
        file.SyncData();
        End += bytes;
    }

    /// <summary>Takes away whatever lies behind the durable end: space written ahead, or a batch that failed.</summary>
    public void Cut()
    {
        file.Truncate(End);
        filled = End;
    }

    public void Dispose() => file.Dispose();

    private void FillAhead(long needed)
    {
        if (needed <= filled) return;
        var target = Math.Max(needed, Math.Min(needed + FillBytes, fillTo));
        for (var at = needed; at < target; at += Zeros.Length)
            file.Write(Zeros.AsSpan(0, (int)Math.Min(Zeros.Length, target - at)), at);
        filled = target;
    }
}
