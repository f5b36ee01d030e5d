using System.IO.MemoryMappedFiles;

namespace Footfall.Ingestion.Enrichment;

/// <summary>
/// A file in memory, read-only. Its pages belong to the page cache, so that a database of 130 MB costs the process only what it touches.
/// The file must be replaced by renaming, never written in place, while it is mapped.
/// </summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private MappedFile(MemoryMappedFile file, MemoryMappedViewAccessor view, int length)
    {
        _file = file;
        _view = view;
        Length = length;
    }

    public delegate T Reading<in TState, out T>(ReadOnlySpan<byte> bytes, TState state)
        where TState : allows ref struct;

    /// <summary>Bytes.</summary>
    public int Length { get; }

    /// <exception cref="InvalidDataException">The file is empty or larger than 2 GiB.</exception>
    public static MappedFile Open(string path)
    {
        var length = new FileInfo(path).Length;
        if (length is 0 or > int.MaxValue)
            throw new InvalidDataException($"'{path}' has {length} bytes; a geo database has at least 1 and at most 2 GiB.");
        var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        return new MappedFile(file, file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read), (int)length);
    }

    /// <summary>Lends the bytes to <paramref name="reading"/>; they stay mapped at least until it returns, even if the file is disposed meanwhile.</summary>
    /// <exception cref="ObjectDisposedException">The file was disposed before.</exception>
    public T Read<TState, T>(TState state, Reading<TState, T> reading)
        where TState : allows ref struct
    {
        byte* start = null;
        try
        {
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            return reading(new ReadOnlySpan<byte>(start + _view.PointerOffset, Length), state);
        }
        finally
        {
            if (start is not null) _view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
