using System.Text.Json;
using Footfall.Agent.Keys;
using Footfall.Agent.Remote;
using Footfall.Agent.State;
using Footfall.Sealing.Hpke;
using Footfall.Sealing.Keys;
using Footfall.Sealing.Membership;
using Footfall.Sealing.Signatures;

namespace Footfall.Agent.Vaults;

/// <summary>Reads the vaults that the agent is a member of, as their signed logs say; a log that does not hold, or shows less than before, opens nothing.</summary>
internal sealed class VaultReader(AgentServer server, AgentKey key, AgentState state)
{
    public async Task<IReadOnlyList<OpenVault>> ReadAllAsync(CancellationToken cancellation)
    {
        List<OpenVault> opened = [];
        foreach (var vault in (await server.GetAsync("/api/v1/vaults", cancellation)).Items("items"))
            opened.Add(Open(vault.Id("id"), await server.GetAsync($"/api/v1/vaults/{vault.Id("id")}", cancellation)));
        return opened;
    }

    private OpenVault Open(Guid id, JsonElement answer)
    {
        var name = $"vault/{id}";
        var known = state.Chain(name);
        var entries = answer.Items("log").Select(entry => new SignedEntry(entry.Text("entry"), entry.Bytes("signature")));
        var refusal = MembershipLog.Read(id, entries, known is { } seen ? (seen.Length, seen.Head) : null, out var log, out var at);
        if (refusal == ChainRefusal.RolledBack || (known is { } first && log is not null && log.Founding != first.First))
            throw new AgentException($"The server shows an older or another list of members of vault {id} than before. Nothing of it is opened.");
        if (log is null) throw new AgentException($"The list of members of vault {id} does not hold (entry {at}, {refusal}). Nothing of it is opened.");
        if (!answer.Bytes("root_key").AsSpan().SequenceEqual(log.RootKey)) throw new AgentException($"The server names another root key than the log of vault {id}.");
        var me = log.Members.FirstOrDefault(IsMe) ?? throw new AgentException($"By its signed list of members the agent does not belong to vault {id}.");
        state.Saw(name, new Seen(log.Length, log.Head, log.Founding));
        return new OpenVault(log, me, OpenKeys(log, me, answer));
    }

    /// <summary>The agent knows itself by its keys, whatever id the server gave it.</summary>
    private bool IsMe(Member member) => member.HpkeKey.AsSpan().SequenceEqual(key.Keys.Sealing.Public) && member.SignKey.AsSpan().SequenceEqual(key.Keys.Signing.Public);

    private Dictionary<int, HpkeKey> OpenKeys(MembershipLog log, Member me, JsonElement answer)
    {
        Dictionary<int, HpkeKey> keys = [];
        foreach (var item in answer.Items("keys"))
        {
            var version = (int)item.Number("version");
            if (item.OptionalBytes("sealed") is not { } box || version < 1 || version > log.VaultKeys.Count) continue;
            keys[version] = SealedKey.Open(key.Keys.Sealing, Binding.OfVaultKey(log.Vault, (uint)version, me.Account), box, log.VaultKeys[version - 1])
                ?? throw new AgentException($"The key of vault {log.Vault}, version {version}, was not sealed to the agent, or is another than its log says.");
        }

        return keys;
    }
}
