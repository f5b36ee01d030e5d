namespace Footfall.Client.Sending;

/// <summary>
/// One file a parcel, named by its id, in a folder of the caller's. Processes may share the folder: one that sends what another sends too does no harm, since the
/// server counts ids once. Files of others are left alone. Where the folder fails, parcels wait in memory.
/// </summary>
internal sealed class DiskOutbox(string folder, long mostBytes, TimeProvider time, Action<string> warn) : IOutbox
{
    private const string Ending = ".parcel.json";
    private const string Unfinished = Ending + ".new";

    /// <summary>A file that is larger is none of ours: a parcel is one request.</summary>
    private const long MostFileBytes = 2_000_000;

    /// <summary>So long nobody writes one file: it was left behind.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>Where a visitor's request came from is never written: such parcels wait here, too, and end with the process.</summary>
    private readonly MemoryOutbox _memory = new();

    private readonly HashSet<string> _taken = [];
    private bool _swept;

    public bool Lasting => true;

    public Parcel? Take() => _memory.Take() ?? Guarded(TakeFile, null);

    public Keeping? Keep(Parcel parcel)
    {
        if (parcel.Events?.Any(one => one.Private) == true) return _memory.Keep(parcel);
        var kept = Guarded<Keeping?>(() => KeepFile(parcel) ? Keeping.OnDisk : null, Keeping.InMemory);
        return kept == Keeping.InMemory ? _memory.Keep(parcel) : kept;
    }

    public void Settle(Parcel parcel)
    {
        _memory.Settle(parcel);
        Guarded<object?>(() => Delete(At(parcel.Id + Ending)), null);
        _taken.Remove(parcel.Id);
    }

    public IReadOnlyList<Parcel> Clear()
    {
        foreach (var name in Guarded(() => Names(Ending), [])) Guarded<object?>(() => Delete(At(name)), null);
        _taken.Clear();
        return _memory.Clear();
    }

    private Parcel? TakeFile()
    {
        if (!_swept) Sweep();
        foreach (var name in Names(Ending))
        {
            var id = name[..^Ending.Length];
            if (_taken.Contains(id) || ReadFile(name) is not { } text) continue;
            if (ParcelFile.Read(id, text) is { } parcel)
            {
                _taken.Add(id);
                return parcel;
            }

            // Or it would be read for ever.
            Delete(At(name));
            warn($"{name} in the offline folder was no parcel, and was removed.");
        }

        return null;
    }

    /// <summary>Null where another process was quicker.</summary>
    private byte[]? ReadFile(string name)
    {
        try
        {
            using var file = File.OpenRead(At(name));
            if (file.Length > MostFileBytes) return [];
            var text = new byte[file.Length];
            file.ReadExactly(text);
            return text;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (EndOfStreamException)
        {
            return [];
        }
    }

    private bool KeepFile(Parcel parcel)
    {
        _taken.Remove(parcel.Id);
        var path = At(parcel.Id + Ending);
        if (File.Exists(path)) return true;
        var text = ParcelFile.Write(parcel);
        if (Bytes() + text.Length > mostBytes) return false;
        PrivateFiles.Write(folder, At(parcel.Id + Unfinished), text);
        File.Move(At(parcel.Id + Unfinished), path, overwrite: true);
        return true;
    }

    /// <summary>Files of processes that ended while they wrote.</summary>
    private void Sweep()
    {
        _swept = true;
        foreach (var name in Names(Unfinished))
        {
            if (time.GetUtcNow() - File.GetLastWriteTimeUtc(At(name)) > Abandoned) Delete(At(name));
        }
    }

    private string At(string name) => Path.Combine(folder, name);

    private string[] Names(string ending) =>
        !Directory.Exists(folder) ? [] : [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Where(name => name.EndsWith(ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private long Bytes() => !Directory.Exists(folder) ? 0 : new DirectoryInfo(folder).EnumerateFiles("*" + Ending).Sum(file => file.Exists ? file.Length : 0);

    private static object? Delete(string path)
    {
        if (File.Exists(path)) File.Delete(path);
        return null;
    }

    private T Guarded<T>(Func<T> work, T otherwise)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            warn($"The offline folder cannot be used ({failure.Message}); what waits is in memory.");
            return otherwise;
        }
    }
}
