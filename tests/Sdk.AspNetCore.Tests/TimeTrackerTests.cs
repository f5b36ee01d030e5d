using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Footfall.Client;
using Footfall.Sdk.Client.Tests;
using Footfall.Server.Tests;
using Footfall.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TimeTracker;
using Xunit;

namespace Footfall.Sdk.AspNetCore.Tests;

/// <summary>The example is used over HTTP as people would, and what the real server has of it is read back.</summary>
public sealed class TimeTrackerTests(RunningServer server) : IClassFixture<RunningServer>, IDisposable
{
    private readonly TempDirectory directory = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task WhatPeopleDoIsTold()
    {
        var project = await server.CreateProjectAsync("tracker.example", "identified");
        await using (var app = await StartAsync(server.Address, (string)project["key"]!, "Identified"))
        {
            await UseAsync(app, "Website");
            Assert.Contains("tt_active_timers 1", await MetricsAsync(app), StringComparison.Ordinal);
            Assert.Contains("""tt_requests_total{endpoint="/timers/{timer}/stop",http_status="200",method="POST"} 1""", await MetricsAsync(app), StringComparison.Ordinal);
            Assert.True(await app.Services.GetRequiredService<FootfallClient>().FlushAsync(Stop));
            Assert.Equal(0, app.Services.GetRequiredService<FootfallClient>().Status.Dropped);
        }

        await server.CollectAsync(project, """{"name": "session_start", "url": "https://tracker.example/", "visitor": "v"}""");
        Assert.Equal(
            ["auth.login 1", "auth.login_failed 2", "auth.logout 1", "export.csv 1", "project.created 1", "report.viewed 1", "timer.started 2", "timer.stopped 1"],
            (await AskAsync(project, "event:name")).Where(row => !row.StartsWith("http.", StringComparison.Ordinal)));
        Assert.Equal(["password 3"], await AskAsync(project, "event:props:method", "auth.login", "auth.login_failed"));
        Assert.Equal(["unknown_user 1", "wrong_password 1"], await AskAsync(project, "event:props:reason", "auth.login_failed"));
        Assert.Equal(["p1 3"], await AskAsync(project, "event:props:project_id", "timer.started", "timer.stopped"));
        Assert.Equal(["t2 3"], await AskAsync(project, "event:props:task_id", "timer.started", "timer.stopped"));
        Assert.Equal(["0 1"], await AskAsync(project, "event:props:duration_seconds", "timer.stopped"));
        Assert.Equal(["projects 1"], await AskAsync(project, "event:props:type", "report.viewed"));
        Assert.Equal(["2 1"], await AskAsync(project, "event:props:rows", "export.csv"));
        Assert.Equal(["2026-01-01 1"], await AskAsync(project, "event:props:from", "export.csv"));
        Assert.Contains("/timers/{timer}/stop 1", await AskAsync(project, "event:props:route", "http.request"));
    }

    [Fact]
    public async Task WhatPeopleWriteIsNotTold()
    {
        var collector = new FaultyServer();
        await collector.InitializeAsync();
        await using (var app = await StartAsync(collector.Address, "ff_test", "Identified"))
        {
            await UseAsync(app, "canary-project");
            Assert.DoesNotContain("canary", await MetricsAsync(app), StringComparison.OrdinalIgnoreCase);
            await app.Services.GetRequiredService<FootfallClient>().FlushAsync(Stop);
        }

        // That it hunts where something is.
        Assert.Contains(collector.All, request => request.Text.Contains("timer.started", StringComparison.Ordinal));
        Assert.All(collector.All, request => Assert.DoesNotContain("canary", request.Text + request.Path + string.Join(',', request.Headers), StringComparison.OrdinalIgnoreCase));
        var log = await File.ReadAllTextAsync(directory["logs/app.jsonl"], Stop);
        Assert.Contains("wrong_password", log, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", log, StringComparison.OrdinalIgnoreCase);
        await collector.DisposeAsync();
    }

    /// <summary>Names, passwords, tasks, notes, unknown paths, headers and queries are canaries.</summary>
    private static async Task UseAsync(WebApplication app, string projectName)
    {
        using var browser = new HttpClient { BaseAddress = AddressOf(app) };
        browser.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "canary-agent");
        browser.DefaultRequestHeaders.TryAddWithoutValidation("X-Request-Id", "not harmless: canary");
        await PostAsync("/projects", new { name = projectName }, HttpStatusCode.Unauthorized);
        await PostAsync("/accounts", new { name = "canary-person", password = "canary-password" }, HttpStatusCode.Created);
        await PostAsync("/auth/login", new { name = "canary-nobody", password = "canary-password" }, HttpStatusCode.Unauthorized);
        await PostAsync("/auth/login", new { name = "canary-person", password = "canary-wrong" }, HttpStatusCode.Unauthorized);
        await PostAsync("/auth/login", new { name = "canary-person", password = "canary-password" }, HttpStatusCode.NoContent);
        var project = await PostAsync("/projects", new { name = projectName }, HttpStatusCode.Created);
        var task = await PostAsync($"/projects/{project}/tasks", new { name = "canary-task" }, HttpStatusCode.Created);
        var timer = await PostAsync("/timers", new { project, task, note = "canary-note" }, HttpStatusCode.Created);
        await PostAsync("/timers", new { project, task, note = "canary-note" }, HttpStatusCode.Created);
        await PostAsync($"/timers/{timer}/stop", new { }, HttpStatusCode.OK);
        Assert.Contains(projectName, await browser.GetStringAsync(new Uri("/reports/projects", UriKind.Relative), Stop), StringComparison.Ordinal);
        Assert.Contains("canary-note", await browser.GetStringAsync(new Uri("/export.csv?from=2026-01-01&to=2999-12-31&canary=canary", UriKind.Relative), Stop), StringComparison.Ordinal);
        using (var unknown = await browser.GetAsync(new Uri("/canary-path?canary", UriKind.Relative), Stop)) Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        await PostAsync("/auth/logout", new { }, HttpStatusCode.NoContent);

        async Task<string?> PostAsync(string path, object body, HttpStatusCode expected)
        {
            using var answer = await browser.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, Stop);
            var text = await answer.Content.ReadAsStringAsync(Stop);
            Assert.True(answer.StatusCode == expected, $"{path}: {answer.StatusCode} {text}");
            return text.Contains("\"id\"", StringComparison.Ordinal) ? (string?)JsonNode.Parse(text)!["id"] : null;
        }
    }

    private static async Task<string> MetricsAsync(WebApplication app)
    {
        using var browser = new HttpClient { BaseAddress = AddressOf(app) };
        return await browser.GetStringAsync(new Uri("/metrics", UriKind.Relative), Stop);
    }

    private static Uri AddressOf(WebApplication app) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private async Task<WebApplication> StartAsync(Uri footfall, string key, string mode)
    {
        var app = TimeTrackerApp.Build(["--Urls=http://127.0.0.1:0", $"--Footfall:ApiBaseUrl={footfall}", $"--Footfall:Key={key}", $"--Footfall:Mode={mode}", $"--Footfall:LogPath={directory["logs/app.jsonl"]}", "--Logging:LogLevel:Default=None"]);
        await app.StartAsync(Stop);
        return app;
    }

    /// <summary>How often each value was told, in the order of the values.</summary>
    private async Task<string[]> AskAsync(JsonNode project, string dimension, params string[] names)
    {
        JsonArray filters = names.Length == 0 ? [] : [new JsonArray("is", "event:name", new JsonArray([.. names.Select(name => (JsonNode)name)]))];
        var question = new JsonObject { ["site_id"] = (string)project["id"]!, ["metrics"] = new JsonArray("events"), ["date_range"] = "day", ["dimensions"] = new JsonArray(dimension), ["filters"] = filters, ["order_by"] = new JsonArray(new JsonArray(dimension, "asc")) };
        using var machine = server.NewMachine();
        using var answer = await machine.PostAsJsonAsync("/api/v2/query", question, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. JsonNode.Parse(text)!["results"]!.AsArray().Select(row => $"{row!["dimensions"]![0]} {row["metrics"]![0]}")];
    }
}
