using System.Buffers.Text;
using Footfall.Agent.Remote;
using Footfall.Sealing;
using Footfall.Sealing.Epochs;
using Footfall.Sealing.Keys;

namespace Footfall.Agent.Vaults;

/// <summary>Reads the living epochs of a project, each held against the statement that the vault's root key signed.</summary>
internal static class EpochReader
{
    public static async Task<IReadOnlyList<EpochKey>> ReadAsync(AgentServer server, OpenVault vault, Guid project, CancellationToken cancellation)
    {
        List<EpochKey> epochs = [];
        foreach (var item in (await server.GetAsync($"/api/v1/projects/{project}/epochs", cancellation)).Items("items"))
        {
            var version = (int)item.Number("vault_key_version");
            // Dead ones are gone for good; those of before the agent's time were never its.
            if (item.OptionalBytes("sealed_key") is not { } box || !vault.Keys.TryGetValue(version, out var holder)) continue;
            var id = project.ToByteArray(bigEndian: true);
            // An epoch that is over takes no envelopes, but its own are still to be read: so the end is not held against the clock.
            if (EpochStatement.Read(item.Bytes("statement"), out var statement) != Refusal.None
                || statement!.Verify(item.Bytes("signature"), vault.Log.RootKey, id, DateTimeOffset.UnixEpoch) != Refusal.None)
                throw new AgentException($"The server shows an epoch of project {project} that the vault's root key did not sign.");
            var key = SealedKey.Open(holder, Binding.OfEpochKey(project, statement.Epoch, vault.Id, (uint)version), box, statement.PublicKey)
                ?? throw new AgentException($"The key of an epoch of project {project} was not sealed to its vault, or is another than its statement says.");
            epochs.Add(new EpochKey(Base64Url.EncodeToString(statement.Epoch), statement.Epoch.ToArray(), key, statement.NotAfter));
        }

        return epochs;
    }
}
