using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Agent.Keys;

namespace Footfall.Agent.State;

/// <summary>
/// What the agent keeps between its runs: how far signed chains were when it read them, and when it last ran what. No word of any event is in it, and what
/// digests and streams are called is there as a hash that only the agent's key makes. Not safe for use by several threads at once.
/// </summary>
public sealed class AgentState
{
    /// <summary>Of a file whose names are hashes. The one before had them in clear.</summary>
    private const int Version = 2;
    private const int KeyBytes = 32;
    private const int NameBytes = 16;

    private readonly string path;
    private readonly byte[] key;
    private readonly JsonObject chains;
    private readonly JsonObject runs;

    private AgentState(string path, byte[] key, JsonObject chains, JsonObject runs) => (this.path, this.key, this.chains, this.runs) = (path, key, chains, runs);

    /// <summary>An empty one where there is no file. The names in a file of before are taken over as hashes.</summary>
    /// <exception cref="AgentException">The file is none of an agent's.</exception>
    public static AgentState Open(string path, AgentKey agent)
    {
        var key = KeyOf(agent);
        if (!File.Exists(path)) return new AgentState(path, key, [], []);
        try
        {
            var root = JsonNode.Parse(File.ReadAllBytes(path))!.AsObject();
            var (chains, runs) = (root["chains"]!.AsObject(), root["runs"]!.AsObject());
            var isOld = root["version"] is null;
            if (!isOld && (int)root["version"]! != Version) throw new AgentException($"{path} was written by a newer version: use that one.");
            root.Clear();
            return isOld ? new AgentState(path, key, Hashed(key, chains), Hashed(key, runs)) : new AgentState(path, key, chains, runs);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NullReferenceException or IOException or UnauthorizedAccessException)
        {
            throw new AgentException($"{path} cannot be read as an agent's state. Without it the agent cannot tell whether the server shows less than before; move it away only if you know why it is damaged.");
        }
    }

    /// <summary>Null before the first time.</summary>
    public Seen? Chain(string name) => chains[NameOf(key, name)] is JsonArray { Count: 3 } kept ? new Seen((long)kept[0]!, (string)kept[1]!, (string)kept[2]!) : null;

    public void Saw(string name, Seen seen) => chains[NameOf(key, name)] = new JsonArray(seen.Length, seen.Head, seen.First);

    /// <summary>When it last ran; null: never.</summary>
    public DateTimeOffset? Run(string name) => runs[NameOf(key, name)] is { } at ? DateTimeOffset.FromUnixTimeSeconds((long)at) : null;

    public void Ran(string name, DateTimeOffset at) => runs[NameOf(key, name)] = at.ToUnixTimeSeconds();

    /// <summary>Writes it in one piece: a crash leaves the one before or this one.</summary>
    public void Save()
    {
        var root = new JsonObject { ["version"] = Version, ["chains"] = chains.DeepClone(), ["runs"] = runs.DeepClone() };
        var draft = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            using (var json = new Utf8JsonWriter(file)) root.WriteTo(json);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    private static byte[] KeyOf(AgentKey agent)
    {
        var secret = agent.Keys.Sealing.ExportPrivate();
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeyBytes, info: "footfall/agent-state/v2"u8.ToArray());
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }

    private static string NameOf(byte[] key, string name) => Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(name)).AsSpan(0, NameBytes));

    private static JsonObject Hashed(byte[] key, JsonObject named) => new(named.Select(one => KeyValuePair.Create(NameOf(key, one.Key), one.Value?.DeepClone())));
}
