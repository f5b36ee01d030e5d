using System.Text.Json;
using Footfall.Agent.Remote;
using Footfall.Events;
using Footfall.Sealing.Keys;

namespace Footfall.Agent.Vaults;

/// <summary>The goals of a sealed project, which lie with the server as documents that only the vault's members can read or make.</summary>
internal static class GoalDocuments
{
    /// <summary>Those that open; the others are of a key before the agent's time, or somebody without the key made them.</summary>
    public static async Task<IReadOnlyList<Goal>> ReadAsync(AgentServer server, OpenVault vault, Guid project, CancellationToken cancellation)
    {
        List<Goal> goals = [];
        foreach (var item in (await server.GetAsync($"/api/v1/projects/{project}/documents?kind=goal", cancellation)).Items("items"))
        {
            var (id, version) = (item.Text("id"), (int)item.Number("vault_key_version"));
            if (!vault.Keys.TryGetValue(version, out var key)) continue;
            var secret = key.ExportPrivate();
            var content = Wrapping.Unwrap(secret, Binding.OfDocument(project, "goal", id, vault.Id, (uint)version), item.Bytes("wrapped"));
            System.Security.Cryptography.CryptographicOperations.ZeroMemory(secret);
            if (content is not null && Read(content) is { } goal) goals.Add(goal);
        }

        return goals;
    }

    private static Goal? Read(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            return new Goal
            {
                Id = Guid.NewGuid(),
                DisplayName = root.GetProperty("display_name").GetString()!,
                EventName = root.GetProperty("event_name").GetString(),
                PagePath = root.GetProperty("page_path").GetString(),
                Currency = root.GetProperty("currency").GetString(),
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // A member wrote it that knows goals of another shape; the dashboard leaves it out too.
            return null;
        }
    }
}
