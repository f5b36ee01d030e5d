using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Footfall.Cli.Import;

/// <summary>How far an import has come, kept on disk so that a stopped one goes on and a finished one is not sent twice.</summary>
internal sealed record ImportState
{
    public required string File { get; init; }

    public required string Project { get; init; }

    public ImportPosition Position { get; init; }

    public long Sent { get; init; }

    public long Dropped { get; init; }

    public IReadOnlyDictionary<string, long> LeftOut { get; init; } = new Dictionary<string, long>();

    public long Faults { get; init; }

    public DateTime Began { get; init; }

    public DateTime? Finished { get; init; }

    /// <summary>Tells a file from another of the same name.</summary>
    public required string Beginning { get; init; }

    /// <summary>Where an import's state lies, by format, file and project.</summary>
    public static string PathOf(string dataDirectory, string format, string file, string key)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{format}\n{Path.GetFullPath(file)}\n{key}")))[..16];
        return Path.Combine(dataDirectory, "imports", $"{name}.json");
    }

    /// <summary>A hash of the file's first 64 KiB and its length; of its first line alone where it may have grown.</summary>
    public static async Task<string> BeginningOfAsync(string file, bool grows, CancellationToken cancellation)
    {
        await using var stream = ImportFile.Open(file);
        var bytes = new byte[65_536];
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        var line = bytes.AsSpan(0, read).IndexOf((byte)'\n');
        if (grows) return Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, line < 0 ? read : line)));
        return $"{Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, read)))}-{new FileInfo(file).Length}";
    }

    /// <exception cref="CommandException">What lies there cannot be read.</exception>
    public static ImportState? Read(string path)
    {
        if (!System.IO.File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(path), ImportJson.Default.ImportState);
        }
        catch (JsonException broken)
        {
            throw new CommandException($"{path} cannot be read ({broken.Message}). Begin anew with --restart.", broken);
        }
    }

    /// <summary>Whole or not at all.</summary>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var next = path + ".next";
        System.IO.File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(this, ImportJson.Default.ImportState));
        System.IO.File.Move(next, path, overwrite: true);
    }
}
