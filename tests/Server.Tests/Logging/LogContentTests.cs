using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Footfall.Server.Tests.Logging;

public sealed class LogContentTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Requests full of things to keep to oneself, answered well and badly: none of these things is in the log.</summary>
    [Fact]
    public async Task NoSecretAndNoAddressIsInTheLog()
    {
        var project = await server.CreateProjectAsync("canary.example");
        string[] canaries = ["203.0.113.77", "Canary-Agent/77", "canary-token-0123456789-0123456789", "canary@secret.example", "4111111111111111", (string)project["key"]!, RunningServer.Token];
        using var sender = server.NewBrowser();
        sender.DefaultRequestHeaders.Add("X-Forwarded-For", canaries[0]);
        sender.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", canaries[1]);
        sender.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {canaries[2]}");
        string[] bodies =
        [
            $$$"""{"key": "{{{canaries[5]}}}", "events": [{"name": "pageview", "url": "https://canary.example/?email={{{canaries[3]}}}", "props": {"card": "{{{canaries[4]}}}"}}]}""",
            $"{{\"key\": \"{canaries[3]}",
            $$"""{"key": "{{canaries[2]}}", "events": []}""",
        ];
        foreach (var body in bodies)
        {
            foreach (var address in (string[])["/collect", "/api/v2/query", "/api/v1/projects", "/track/view", "/api/v1/live-tickets", $"/live?ticket={canaries[2]}", $"/nowhere?token={canaries[2]}"])
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using var answer = await sender.PostAsync(new Uri(address, UriKind.Relative), content, Cancellation);
                Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
            }
        }

        await server.CollectAsync(project, """{"name": "pageview", "url": "https://canary.example/?email=canary@secret.example", "ip": "203.0.113.77", "user_agent": "Canary-Agent/77"}""");
        var log = await ReadLogAsync();
        Assert.All(canaries, canary => Assert.DoesNotContain(canary, log, StringComparison.Ordinal));
    }

    [Fact]
    public async Task EachLineIsJsonWithATimeAndThoseOfARequestHaveItsId()
    {
        var loggers = server.App.Services.GetRequiredService<ILoggerFactory>();
        var mark = Guid.NewGuid().ToString("N");
        using (loggers.CreateLogger("Footfall.Tests").BeginScope(new Dictionary<string, object> { ["RequestId"] = mark }))
            WithinTheScope(loggers.CreateLogger("Footfall.Tests"));

        var lines = (await ReadLogAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.All(lines, line => Assert.EndsWith("Z", (string?)line["Timestamp"], StringComparison.Ordinal));
        var marked = Assert.Single(lines, line => line.ToJsonString().Contains(mark, StringComparison.Ordinal));
        Assert.Equal(mark, (string?)marked["Scopes"]!.AsArray().Single(scope => scope is JsonObject o && o.ContainsKey("RequestId"))!["RequestId"]);
    }

    private static void WithinTheScope(ILogger logger) => Told(logger, null);

    private static readonly Action<ILogger, Exception?> Told = LoggerMessage.Define(LogLevel.Warning, new EventId(1), "Something within a request.");

    private async Task<string> ReadLogAsync()
    {
        await using var file = new FileStream(Path.Combine(server.Folder, "logs", "app.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
