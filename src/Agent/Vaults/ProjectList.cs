using System.Text.Json;
using Footfall.Agent.Remote;
using Footfall.Events;

namespace Footfall.Agent.Vaults;

/// <summary>The sealed projects of a vault. Names, domains and the time zone are the server's word: they say how to show numbers, and open nothing.</summary>
internal static class ProjectList
{
    public static async Task<IReadOnlyList<Project>> ReadAsync(AgentServer server, OpenVault vault, CancellationToken cancellation)
    {
        var answer = await server.GetAsync("/api/v1/projects", cancellation);
        return [.. answer.Items("items").Where(item => item.Text("mode") == "sealed" && item.Optional("vault") == vault.Id.ToString("D")).Select(Read)];
    }

    private static Project Read(JsonElement item) => new()
    {
        Id = new ProjectId(item.Id("id")),
        Number = new ProjectNumber((int)item.Number("number")),
        Key = item.Text("key"),
        Name = item.Text("name"),
        // What an opened event is treated by: the pipeline knows these two.
        Mode = item.Text("identity") == "identified" ? TrustMode.Identified : TrustMode.Anonymous,
        Identity = item.Text("identity") == "identified" ? VisitorIdentity.Identified : VisitorIdentity.Anonymous,
        Domains = item.Texts("domains"),
        AllowedHosts = item.Texts("allowed_hosts"),
        RedactedParameters = item.Texts("redacted_parameters"),
        BotExceptions = BotExceptions.Read(item.Texts("bot_exceptions")),
        TimeZone = item.Text("timezone"),
        RetentionDays = item.OptionalNumber("retention_days") is { } days ? (int)days : null,
    };
}
