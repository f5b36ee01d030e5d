using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Footfall.Agent.Keys;
using Footfall.Agent.Reading;
using Footfall.Agent.Remote;
using Footfall.Agent.State;
using Footfall.Agent.Vaults;
using Footfall.Sealing;
using Footfall.Sealing.Signatures;
using Footfall.Sealing.Streams;

namespace Footfall.Agent.Streams;

/// <summary>The derived streams of one project, as the server keeps them: each is held against its signed chain, and one that does not hold is neither read nor written.</summary>
internal sealed class StreamBook(AgentServer server, AgentKey key, AgentState state, TimeProvider time, ProjectState project)
{
    private const string Kind = "stream";

    /// <summary>The server takes no more.</summary>
    private const int MostItems = 10_000;

    private readonly SealedDocuments documents = new(server, state, project.Vault, project.Project.Id.Value);

    /// <summary>The stream's id; null where nothing was put into it yet. Of two that were begun at once, the first.</summary>
    public async Task<string?> FindAsync(string name, CancellationToken cancellation) => (await DocumentAsync(name, cancellation))?.Id;

    /// <summary>The stream's id, with its definition as it is now.</summary>
    /// <exception cref="AgentException">It cannot be kept now.</exception>
    public async Task<string> DefineAsync(DerivedStream stream, CancellationToken cancellation)
    {
        var content = StreamDefinition.Write(stream);
        var known = await DocumentAsync(stream.Name, cancellation);
        if (known is not null && known.Content.AsSpan().SequenceEqual(content)) return known.Id;
        var id = known?.Id ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(StreamEntry.IdBytes));
        return await documents.PutAsync(Kind, id, known?.Revision ?? 0, content, cancellation) ? id : throw new AgentException("Another member changed its definition at the same time.");
    }

    /// <summary>As far as it is shown; empty where nothing was put into it yet.</summary>
    /// <exception cref="AgentException">It does not hold, or is shorter than before.</exception>
    public async Task<StreamChain> ReadAsync(string id, CancellationToken cancellation)
    {
        List<SignedEntry> entries = [];
        for (long? from = 0; from is { } place; from = await PageAsync(id, $"from={place}&content=false", item => entries.Add(Signed(item)), cancellation)) { }
        var name = $"stream/{project.Project.Id}/{id}";
        var known = state.Chain(name);
        var refusal = StreamChain.Read(project.Project.Id.Value, id, project.Vault.Log, entries, known is { } seen ? (seen.Length, seen.Head) : null, out var chain, out var at);
        if (chain is null) throw new AgentException($"The stream does not hold (item {at}, {refusal}). Nothing of it is read, and nothing is put behind it.");
        if (chain.Length > 0) state.Saw(name, new Seen(chain.Length, chain.Head));
        return chain;
    }

    /// <summary>What the last items say, the newest last.</summary>
    /// <exception cref="AgentException">One is another than was signed, or does not open.</exception>
    public async Task<IReadOnlyList<StreamContent>> LastAsync(StreamChain chain, int count, CancellationToken cancellation)
    {
        var wanted = chain.Items.TakeLast(count).ToDictionary(item => item.Sequence);
        if (wanted.Count == 0) return [];
        Dictionary<long, byte[]> wrapped = [];
        for (long? from = wanted.Keys.Min(); from is { } place; from = await PageAsync(chain.Stream, $"from={place}", item => wrapped[item.Number("sequence")] = item.Bytes("wrapped"), cancellation)) { }
        return [.. wanted.Values.Select(item => Open(item, wrapped.GetValueOrDefault(item.Sequence) ?? []))];
    }

    /// <summary>False where somebody else was quicker, or the vault has another key now.</summary>
    /// <exception cref="AgentException">The server refuses, or the answer is too long to be kept.</exception>
    public async Task<bool> AppendAsync(StreamChain chain, byte[] content, int keepDays, CancellationToken cancellation)
    {
        if (content.Length > StreamItemWriter.MostContentBytes) throw new AgentException($"The answer has more than {StreamItemWriter.MostContentBytes / 1024} KiB: ask for fewer rows by pagination: {{ limit: … }}.");
        var version = project.Vault.Keys.Keys.Max();
        var secret = project.Vault.Keys[version].ExportPrivate();
        var (entry, wrapped) = new StreamItemWriter(project.Vault.Me.Account, key.Keys.Signing, time).Write(chain, secret, project.Vault.Id, version, FirstOf(chain, keepDays), content);
        CryptographicOperations.ZeroMemory(secret);
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
        {
            ["entry"] = entry.Entry,
            ["signature"] = Base64Url.EncodeToString(entry.Signature),
            ["wrapped"] = Base64Url.EncodeToString(wrapped),
        });
        using var json = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        if (!await server.SendAsync(HttpMethod.Post, PathOf(chain.Stream), json, cancellation)) return false;
        if (chain.Append(entry) != ChainRefusal.None) throw new InvalidOperationException("The agent's own item does not follow the stream that it was written for.");
        state.Saw($"stream/{project.Project.Id}/{chain.Stream}", new Seen(chain.Length, chain.Head));
        return true;
    }

    private async Task<SealedDocument?> DocumentAsync(string name, CancellationToken cancellation) =>
        (await documents.ReadAsync(Kind, cancellation)).Where(document => StreamDefinition.NameOf(document.Content) == name).OrderBy(document => document.Id, StringComparer.Ordinal).FirstOrDefault();

    private StreamContent Open(StreamEntry item, byte[] wrapped)
    {
        if (!project.Vault.Keys.TryGetValue((int)item.KeyVersion, out var holder)) throw new AgentException($"Item {item.Sequence} of the stream is from before the agent's time.");
        var secret = holder.ExportPrivate();
        var refusal = StreamItemReader.Open(secret, project.Vault.Id, item, wrapped, out var content);
        CryptographicOperations.ZeroMemory(secret);
        if (refusal != Refusal.None) throw new AgentException($"Item {item.Sequence} of the stream is not what was signed ({refusal}). Nothing of it is read, and nothing is put behind it.");
        return StreamContent.Read(content) ?? throw new AgentException($"Item {item.Sequence} of the stream says nothing that this agent knows.");
    }

    /// <summary>What is older than it is to be kept is let go of, and what there would be no room for.</summary>
    private long FirstOf(StreamChain chain, int keepDays)
    {
        var oldest = time.GetUtcNow().AddDays(-keepDays).ToUnixTimeMilliseconds();
        var young = chain.Items.FirstOrDefault(item => item.Time >= oldest)?.Sequence ?? chain.Length;
        return Math.Max(Math.Max(chain.First, young), chain.Length + 1 - MostItems);
    }

    private async Task<long?> PageAsync(string id, string query, Action<JsonElement> take, CancellationToken cancellation)
    {
        if (await server.FindAsync($"{PathOf(id)}?{query}", cancellation) is not { } page) return null;
        foreach (var item in page.Items("items")) take(item);
        return page.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.Number ? next.GetInt64() : null;
    }

    private string PathOf(string id) => $"/api/v1/projects/{project.Project.Id}/streams/{id}/items";

    private static SignedEntry Signed(JsonElement item) => new(item.Text("entry"), item.Bytes("signature"));
}
