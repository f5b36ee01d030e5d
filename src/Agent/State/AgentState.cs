using System.Text.Json;
using System.Text.Json.Nodes;

namespace Footfall.Agent.State;

/// <summary>
/// What the agent keeps between its runs: how far signed chains were when it read them, and when it last ran what. No word of any event is in it. Not safe for
/// use by several threads at once.
/// </summary>
public sealed class AgentState
{
    private readonly string path;
    private readonly JsonObject chains;
    private readonly JsonObject runs;

    private AgentState(string path, JsonObject chains, JsonObject runs) => (this.path, this.chains, this.runs) = (path, chains, runs);

    /// <summary>An empty one where there is no file.</summary>
    /// <exception cref="AgentException">The file is none of an agent's.</exception>
    public static AgentState Open(string path)
    {
        if (!File.Exists(path)) return new AgentState(path, [], []);
        try
        {
            var root = JsonNode.Parse(File.ReadAllBytes(path))!.AsObject();
            var (chains, runs) = (root["chains"]!.AsObject(), root["runs"]!.AsObject());
            root.Clear();
            return new AgentState(path, chains, runs);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NullReferenceException or IOException or UnauthorizedAccessException)
        {
            throw new AgentException($"{path} cannot be read as an agent's state. Without it the agent cannot tell whether the server shows less than before; move it away only if you know why it is damaged.");
        }
    }

    /// <summary>Null before the first time.</summary>
    public Seen? Chain(string name) => chains[name] is JsonArray { Count: 3 } kept ? new Seen((long)kept[0]!, (string)kept[1]!, (string)kept[2]!) : null;

    public void Saw(string name, Seen seen) => chains[name] = new JsonArray(seen.Length, seen.Head, seen.First);

    /// <summary>When it last ran; null: never.</summary>
    public DateTimeOffset? Run(string name) => runs[name] is { } at ? DateTimeOffset.FromUnixTimeSeconds((long)at) : null;

    public void Ran(string name, DateTimeOffset at) => runs[name] = at.ToUnixTimeSeconds();

    /// <summary>Writes it in one piece: a crash leaves the one before or this one.</summary>
    public void Save()
    {
        var root = new JsonObject { ["chains"] = chains.DeepClone(), ["runs"] = runs.DeepClone() };
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
}
