using System.Security.Cryptography;
using System.Text.Json;
using Footfall.Events;
using Footfall.Storage.Files;

namespace Footfall.Storage.Control;

/// <summary>
/// <c>keys/current</c>: the private keys of all epochs, sealed to their vaults. The only place that has them, so that an epoch is dead for good once its key has
/// gone from here, whatever backups hold (docs/formats/keys.md). Rewritten whole at each change. Thread-safe.
/// </summary>
public sealed class EpochKeysFile
{
    private const int Version = 1;
    private readonly Lock changing = new();
    private readonly string path;
    private volatile Contents contents;

    private EpochKeysFile(string path, Contents contents)
    {
        this.path = path;
        this.contents = contents;
    }

    /// <summary>Names this file; what is restored from a backup asks for the file of this id.</summary>
    public string Id => contents.Id;

    /// <summary>The epochs whose keys the file has.</summary>
    public IReadOnlyCollection<(ProjectId Project, EpochId Epoch)> Epochs => contents.Keys.Keys;

    /// <summary>Reads the file, or begins with an empty one.</summary>
    /// <exception cref="InvalidDataException">It is there and cannot be read; the message says what to do.</exception>
    public static EpochKeysFile Open(string dataDirectory)
    {
        var folder = Directory.CreateDirectory(Path.Combine(dataDirectory, "keys")).FullName;
        var path = Path.Combine(folder, "current");
        if (!File.Exists(path)) return new EpochKeysFile(path, new Contents(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), []));
        try
        {
            var read = JsonSerializer.Deserialize(File.ReadAllBytes(path), ControlJson.Default.EpochKeysContent);
            if (read is { Version: Version, Id.Length: > 0, Keys: not null }) return new EpochKeysFile(path, Contents.Of(read));
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw Unreadable(path, error);
        }

        throw Unreadable(path, null);
    }

    /// <summary>The epoch's private key sealed to its vault, or null where the epoch is dead.</summary>
    public byte[]? Find(ProjectId project, EpochId epoch) => contents.Keys.GetValueOrDefault((project, epoch));

    /// <summary>The key is on the disk when this returns.</summary>
    public void Add(ProjectId project, EpochId epoch, byte[] sealedKey) => Change(keys => keys[(project, epoch)] = sealedKey);

    /// <summary>Forgets the keys of the epochs that are not to be kept; when this returns, the file no longer has them.</summary>
    public void Keep(Func<ProjectId, EpochId, bool> isAlive) => Change(keys =>
    {
        foreach (var key in keys.Keys.Where(key => !isAlive(key.Project, key.Epoch)).ToList()) keys.Remove(key);
    });

    private void Change(Action<Dictionary<(ProjectId Project, EpochId Epoch), byte[]>> change)
    {
        lock (changing)
        {
            var keys = new Dictionary<(ProjectId, EpochId), byte[]>(contents.Keys);
            change(keys);
            if (keys.Count == contents.Keys.Count && keys.All(key => contents.Keys.TryGetValue(key.Key, out var present) && present == key.Value)) return;
            var changed = contents with { Keys = keys };
            DurableFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(changed.ToContent(Version), ControlJson.Default.EpochKeysContent));
            contents = changed;
        }
    }

    private static InvalidDataException Unreadable(string path, Exception? cause) =>
        new($"{path} cannot be read. It holds the keys of sealed projects: restore it from its backup. Without it their events stay closed, except to who has exported the keys.", cause);

    private sealed record Contents(string Id, Dictionary<(ProjectId Project, EpochId Epoch), byte[]> Keys)
    {
        public static Contents Of(EpochKeysContent read) => new(read.Id, read.Keys.ToDictionary(
            key => (new ProjectId(key.Project), EpochId.Read(key.Epoch)), key => key.Sealed));

        public EpochKeysContent ToContent(int version) => new(version, Id,
            [.. Keys.OrderBy(key => key.Key.Project.Value).ThenBy(key => key.Key.Epoch.Value).Select(key => new EpochKeyLine(key.Key.Project.Value, key.Key.Epoch.ToBytes(), key.Value))]);
    }
}
