using Footfall.Ingestion.Journal.Files;

namespace Footfall.Ingestion.Tests.Journal;

/// <summary>
/// A file system in memory that keeps apart what is on the disk and what is only in the page cache. At a power failure, of everything that was not synced
/// a random part survives: of data by 512-byte sector, of names one by one. Operations can be made to fail.
/// </summary>
internal sealed class PowerLossFiles : IJournalFiles
{
    private readonly Dictionary<string, PowerLossFile> onDisk = [];
    private readonly Dictionary<string, PowerLossFile> names = [];

    public Lock Gate { get; } = new();

    /// <summary>Is asked before each operation, by its name and its file's; an exception returned is thrown.</summary>
    public Func<string, string, Exception?> Fault { get; set; } = (_, _) => null;

    public long Capacity { get; set; } = long.MaxValue / 2;

    /// <summary>From this offset on, one page of each file cannot be read.</summary>
    public long UnreadableFrom { get; set; } = long.MaxValue / 2;

    public int Operations { get; private set; }

    public Random Random { get; init; } = new(1);

    public IReadOnlyDictionary<string, PowerLossFile> Files => names;

    public IJournalFile Create(string name)
    {
        lock (Gate)
        {
            Ask("create", name);
            if (names.ContainsKey(name)) throw new IOException($"{name} exists.");
            return names[name] = new PowerLossFile(this, name);
        }
    }

    public IJournalFile Open(string name)
    {
        lock (Gate)
        {
            Ask("open", name);
            return names.TryGetValue(name, out var file) ? file : throw new FileNotFoundException(name);
        }
    }

    public void Delete(string name)
    {
        lock (Gate)
        {
            Ask("delete", name);
            names.Remove(name);
        }
    }

    public IReadOnlyList<string> List(string folder)
    {
        lock (Gate)
        {
            Ask("list", folder);
            return [.. names.Keys.Where(name => FolderOf(name) == folder).Select(name => name[(name.LastIndexOf('/') + 1)..])];
        }
    }

    public void SyncDirectory(string folder)
    {
        lock (Gate)
        {
            Ask("syncdirectory", folder);
            foreach (var name in onDisk.Keys.Where(name => FolderOf(name) == folder && !names.ContainsKey(name)).ToList()) onDisk.Remove(name);
            foreach (var (name, file) in names.Where(pair => FolderOf(pair.Key) == folder)) onDisk[name] = file;
        }
    }

    public DiskSpace Space()
    {
        lock (Gate) return new DiskSpace(Capacity - Used, Capacity);
    }

    public long Used => names.Values.Sum(file => file.CachedLength);

    /// <summary>What a machine finds after the power has failed now. This instance is of no more use.</summary>
    public PowerLossFiles AfterPowerLoss()
    {
        lock (Gate)
        {
            var after = new PowerLossFiles { Random = Random };
            foreach (var name in names.Keys.Union(onDisk.Keys).Order().ToList())
            {
                var survives = (names.ContainsKey(name) && onDisk.ContainsKey(name)) || Random.Next(2) == 0;
                if (survives) after.Put(name, (onDisk.GetValueOrDefault(name) ?? names[name]).Surviving(Random));
            }

            return after;
        }
    }

    /// <summary>What a new process finds after this one was killed: the page cache, with what is not on the disk yet still not there.</summary>
    public PowerLossFiles AfterKill()
    {
        lock (Gate)
        {
            var after = new PowerLossFiles { Random = Random };
            var copies = names.Values.Concat(onDisk.Values).Distinct().ToDictionary(file => file, file => file.CopyFor(after));
            foreach (var (name, file) in names) after.names[name] = copies[file];
            foreach (var (name, file) in onDisk) after.onDisk[name] = copies[file];
            return after;
        }
    }

    public void Put(string name, byte[] content) => names[name] = onDisk[name] = new PowerLossFile(this, name, content);

    internal void Ask(string operation, string name)
    {
        Operations++;
        if (Fault(operation, name) is { } failure) throw failure;
    }

    private static string FolderOf(string name) => name.LastIndexOf('/') is > 0 and var slash ? name[..slash] : "";
}
