using Footfall.Ingestion.Journal.Files;

namespace Footfall.Ingestion.Tests.Journal;

/// <summary>One file of a <see cref="PowerLossFiles"/>.</summary>
internal sealed class PowerLossFile(PowerLossFiles files, string name) : IJournalFile
{
    private const int Sector = 512;
    private const int InputOutputError = 5;
    private const int NoSpace = 28;

    private readonly HashSet<long> dirty = [];
    private byte[] disk = [];
    private byte[] cache = [];
    private bool lengthIsDirty;

    public PowerLossFile(PowerLossFiles files, string name, byte[] content)
        : this(files, name)
    {
        disk = content;
        cache = [.. content];
    }

    public long Length
    {
        get
        {
            lock (files.Gate) return cache.Length;
        }
    }

    public long CachedLength => cache.Length;

    public int Read(Span<byte> target, long offset)
    {
        lock (files.Gate)
        {
            files.Ask("read", name);
            if (offset + target.Length > files.UnreadableFrom && offset < files.UnreadableFrom + 4096) throw new IOException("Input/output error", InputOutputError);
            var count = (int)Math.Clamp(cache.Length - offset, 0, target.Length);
            cache.AsSpan((int)Math.Min(offset, cache.Length), count).CopyTo(target);
            return count;
        }
    }

    public void Write(ReadOnlySpan<byte> source, long offset)
    {
        lock (files.Gate)
        {
            files.Ask("write", name);
            var end = (int)offset + source.Length;
            if (end > cache.Length)
            {
                if (files.Used + end - cache.Length > files.Capacity) throw new IOException("No space left on device", NoSpace);
                Array.Resize(ref cache, end);
                lengthIsDirty = true;
            }

            source.CopyTo(cache.AsSpan((int)offset));
            for (var sector = offset / Sector; sector * Sector < end; sector++) dirty.Add(sector);
        }
    }

    public void SyncData()
    {
        lock (files.Gate)
        {
            try
            {
                files.Ask("sync", name);
            }
            catch (IOException)
            {
                // As kernels do it: some pages made it, and all are clean now, so that no later sync writes the others.
                disk = Surviving(files.Random);
                dirty.Clear();
                lengthIsDirty = false;
                throw;
            }

            disk = [.. cache];
            dirty.Clear();
            lengthIsDirty = false;
        }
    }

    public void Truncate(long length)
    {
        lock (files.Gate)
        {
            files.Ask("truncate", name);
            Array.Resize(ref cache, (int)length);
            lengthIsDirty = true;
        }
    }

    public void Dispose()
    {
    }

    /// <summary>What is on the disk, and of what is only in the cache each sector by chance.</summary>
    public byte[] Surviving(Random random)
    {
        var length = lengthIsDirty && random.Next(2) == 0 ? cache.Length : disk.Length;
        var kept = dirty.Where(_ => random.Next(2) == 0).Where(sector => sector * Sector < cache.Length).ToList();
        foreach (var sector in kept) length = Math.Max(length, (int)Math.Min((sector + 1) * Sector, cache.Length));
        var surviving = new byte[length];
        disk.AsSpan(0, Math.Min(disk.Length, length)).CopyTo(surviving);
        foreach (var sector in kept)
        {
            var at = (int)sector * Sector;
            cache.AsSpan(at, Math.Min(Sector, cache.Length - at)).CopyTo(surviving.AsSpan(at));
        }

        return surviving;
    }

    public byte[] Cached() => [.. cache];

    public PowerLossFile CopyFor(PowerLossFiles other)
    {
        var copy = new PowerLossFile(other, name, [.. disk]) { cache = [.. cache], lengthIsDirty = lengthIsDirty };
        copy.dirty.UnionWith(dirty);
        return copy;
    }
}
