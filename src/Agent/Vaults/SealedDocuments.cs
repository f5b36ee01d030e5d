using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Footfall.Agent.Remote;
using Footfall.Agent.State;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Keys;

namespace Footfall.Agent.Vaults;

/// <summary>
/// Definitions of a project that lie with the server, and that only the vault's members can read or make. One that a server shows at an older revision than
/// before is refused.
/// </summary>
internal sealed class SealedDocuments(AgentServer server, AgentState state, OpenVault vault, Guid project)
{
    /// <summary>Those of a kind that open; the others are of a key before the agent's time, or somebody without the key made them.</summary>
    public async Task<IReadOnlyList<SealedDocument>> ReadAsync(string kind, CancellationToken cancellation)
    {
        List<SealedDocument> documents = [];
        string? after = "";
        while (after is not null)
        {
            var page = await server.GetAsync($"/api/v1/projects/{project}/documents?kind={kind}{(after.Length > 0 ? $"&after={Uri.EscapeDataString(after)}" : "")}", cancellation);
            documents.AddRange(page.Items("items").Select(item => Open(kind, item)).OfType<SealedDocument>());
            after = page.Optional("next");
        }

        return documents;
    }

    /// <summary>False where somebody else has changed it since it was read, or the vault has another key now.</summary>
    /// <param name="revision">The one that was read; 0 for a new one.</param>
    public Task<bool> PutAsync(string kind, string id, uint revision, ReadOnlySpan<byte> content, CancellationToken cancellation)
    {
        var version = vault.Keys.Keys.Max();
        var secret = vault.Keys[version].ExportPrivate();
        var wrapped = Wrapping.Wrap(secret, Binding.OfDocument(project, kind, id, revision + 1, vault.Id, (uint)version), content);
        CryptographicOperations.ZeroMemory(secret);
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["revision"] = revision, ["vault_key_version"] = version, ["wrapped"] = Base64Url.EncodeToString(wrapped) });
        var json = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        return server.SendAsync(HttpMethod.Put, $"/api/v1/projects/{project}/documents/{kind}/{Uri.EscapeDataString(id)}", json, cancellation);
    }

    private SealedDocument? Open(string kind, JsonElement item)
    {
        var (id, revision, version) = (item.Text("id"), item.Number("revision"), (int)item.Number("vault_key_version"));
        if (revision is < 1 or > uint.MaxValue || !vault.Keys.TryGetValue(version, out HpkeKey? key)) return null;
        var secret = key.ExportPrivate();
        var content = Wrapping.Unwrap(secret, Binding.OfDocument(project, kind, id, (uint)revision, vault.Id, (uint)version), item.Bytes("wrapped"));
        CryptographicOperations.ZeroMemory(secret);
        if (content is null) return null;
        var name = $"document/{project}/{kind}/{id}";
        if (state.Chain(name) is { } seen && revision < seen.Length) throw new AgentException($"The server shows an older {kind} of project {project} than before. Nothing of the project is read.");
        state.Saw(name, new Seen(revision, ""));
        return new SealedDocument(id, (uint)revision, content);
    }
}
