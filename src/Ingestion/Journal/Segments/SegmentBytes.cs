using Footfall.Ingestion.Journal.Files;

namespace Footfall.Ingestion.Journal.Segments;

/// <summary>A moving window over a file's bytes up to an end, read ahead. Spans are good until the next call. For one thread.</summary>
/// <param name="end">Bytes from here on are not looked at: they may be being written, or were never acknowledged.</param>
internal sealed class SegmentBytes(IJournalFile file, long end) : IDisposable
{
    private const int ReadAhead = 1 << 20;
    private const int Sector = 4096;
    private const int InputOutputError = 5;

    private byte[] buffer = [];
    private long start;
    private int held;

    /// <summary>The end asked for, or the file's where that is shorter.</summary>
    public long End { get; private set; } = Math.Min(end, file.Length);

    /// <summary>Lets more be read: the writer has gone on. What was read before stays as it was.</summary>
    public void Extend(long further) => End = Math.Max(End, Math.Min(further, file.Length));

    public void Dispose() => file.Dispose();

    /// <summary>The bytes from an offset, fewer than asked for only at the end.</summary>
    public ReadOnlySpan<byte> Peek(long offset, int count)
    {
        count = (int)Math.Clamp(End - offset, 0, count);
        if (count == 0) return [];
        if (offset < start || offset + count > start + held) Load(offset, count);
        var at = (int)(offset - start);
        return buffer.AsSpan(at, Math.Min(count, held - at));
    }

    private void Load(long offset, int count)
    {
        var wanted = (int)Math.Min(End - offset, Math.Max(count, ReadAhead));
        if (buffer.Length < wanted) buffer = new byte[wanted];
        // A read that fails leaves nothing: what was held is not what lies here.
        (start, held) = (offset, 0);
        held = Read(buffer.AsSpan(0, wanted), offset);
    }

    /// <summary>Where the disk cannot give some sectors back, the others are still wanted: the lost ones read as zeros, and so as damage.</summary>
    private int Read(Span<byte> target, long offset)
    {
        try
        {
            return file.Read(target, offset);
        }
        catch (IOException e) when (e.HResult == InputOutputError)
        {
            var toBoundary = (int)Math.Min(Sector - (offset % Sector), target.Length);
            if (toBoundary == target.Length) target.Clear();
            else for (var (at, count) = (0, toBoundary); at < target.Length; at += count, count = Math.Min(Sector, target.Length - at)) Read(target.Slice(at, count), offset + at);
            return target.Length;
        }
    }
}
