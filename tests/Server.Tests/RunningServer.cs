using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Footfall.Accounts.Setup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Footfall.Server.Tests;

/// <summary>The whole server in this process, on a free port and a data directory of its own.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    public const string Token = "bootstrap-token-of-the-tests-0123456789";
    private DataDirectory? data;

    public string Folder { get; } = Directory.CreateTempSubdirectory("footfall-server-").FullName;

    public WebApplication App { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var settings = ServerSettings.Read(new Dictionary<string, string>
        {
            ["FOOTFALL_DATA"] = Folder,
            ["FOOTFALL_URLS"] = "http://127.0.0.1:0",
            ["FOOTFALL_BOOTSTRAP_TOKEN"] = Token,
            ["FOOTFALL_LOG_FILE"] = Path.Combine(Folder, "logs", "app.jsonl"),
        });
        var scripts = Directory.CreateDirectory(Path.Combine(Folder, "web", "js"));
        await File.WriteAllTextAsync(Path.Combine(scripts.FullName, "footfall.js"), "\"__FOOTFALL_DEFAULT_KEY__\";");
        settings = settings with { WebRoot = Path.Combine(Folder, "web") };
        data = DataDirectory.Take(Folder);
        App = await FootfallServer.BuildAsync(settings with { WebRoot = MakeWebRoot() }, data);
        await App.StartAsync();
        Address = new Uri(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>A client that keeps cookies like a browser, with no token.</summary>
    public HttpClient NewBrowser()
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        return client;
    }

    /// <summary>A client with the bootstrap token.</summary>
    public HttpClient NewMachine()
    {
        var client = NewBrowser();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }

    public async Task<JsonNode> CreateProjectAsync(string domain, string mode = "anonymous")
    {
        using var machine = NewMachine();
        using var answer = await machine.PostAsJsonAsync("/api/v1/projects", new { name = domain, domains = new[] { domain }, mode });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>Sends events as a server does and waits until they can be asked for.</summary>
    public async Task CollectAsync(JsonNode project, params string[] events)
    {
        using var machine = NewMachine();
        using var content = new StringContent($$"""{"key": "{{project["key"]}}", "events": [{{string.Join(", ", events)}}]}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await machine.PostAsync(new Uri("/collect?wait=stored", UriKind.Relative), content);
        var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted && (int)told["accepted"]! == events.Length && (bool)told["stored"]!, told.ToJsonString());
    }

    public Task<string?> IssueSetupTokenAsync() => App.Services.GetRequiredService<SetupLink>().IssueAsync();

    /// <summary>Pages that can be told apart, in place of the built ones.</summary>
    private string MakeWebRoot()
    {
        var root = Path.Combine(Folder, "web");
        foreach (var (file, text) in new[] { ("dashboard/index.html", "dashboard"), ("dashboard/favicon.svg", "<svg/>"), ("demo/index.html", "demo site"), ("demo/lost/index.html", "lost in the demo site") })
        {
            var path = Path.Combine(root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        return root;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        data?.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
