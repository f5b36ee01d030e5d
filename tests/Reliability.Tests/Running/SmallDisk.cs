using Footfall.Testing;
using Xunit;

namespace Footfall.Reliability.Tests.Running;

/// <summary>A file system of its own, in memory, of a known size. Only root may mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempDirectory place = new();

    public SmallDisk(int mebibytes)
    {
        Machine.NeedsLinux();
        if (Machine.Succeeds("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs", place.Path)) return;
        place.Dispose();
        Assert.Skip("Needs the right to mount a tmpfs (root).");
    }

    public string Path => place.Path;

    public long FreeBytes => new DriveInfo(Path).AvailableFreeSpace;

    /// <summary>Leaves this much free, by a file of its own.</summary>
    public void FillTo(long freeBytes)
    {
        using var file = new FileStream(System.IO.Path.Combine(Path, "filler"), FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (long left; (left = FreeBytes - freeBytes) > 0;) file.Write(new byte[Math.Min(left, 1 << 20)]);
    }

    public void Empty() => File.Delete(System.IO.Path.Combine(Path, "filler"));

    public void MakeReadOnly() => Machine.Run("mount", "-o", "remount,ro", Path);

    public void Dispose()
    {
        Machine.Succeeds("umount", "-l", Path);
        place.Dispose();
    }
}
