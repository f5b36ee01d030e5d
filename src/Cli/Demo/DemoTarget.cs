using System.Net.Http.Headers;
using System.Text.Json;

namespace Footfall.Cli.Demo;

/// <summary>A server that answers a token, and the project on it that the traffic is for.</summary>
internal sealed class DemoTarget : IDisposable
{

    private DemoTarget(HttpClient client, string key, Guid project, string name)
    {
        Client = client;
        Key = key;
        Project = project;
        Name = name;
    }

    /// <summary>Knows the server's address and sends the token.</summary>
    public HttpClient Client { get; }

    public string Key { get; }

    public Guid Project { get; }

    public string Name { get; }

    /// <summary>Asks the server for its projects: the one with the key, or the demo project.</summary>
    /// <exception cref="DemoException">There is no such project, or the server refuses or does not answer; the message says what to do.</exception>
    public static async Task<DemoTarget> FindAsync(Uri server, string token, string? key, HttpMessageHandler? handler, CancellationToken cancellation)
    {
        var client = handler is null ? new HttpClient() : new HttpClient(handler, disposeHandler: false);
        client.BaseAddress = server;
        client.Timeout = TimeSpan.FromMinutes(2);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var answer = await client.GetAsync(new Uri("/api/v1/projects", UriKind.Relative), cancellation);
            if (!answer.IsSuccessStatusCode)
                throw new DemoException($"{server} answers {(int)answer.StatusCode} to the token. It has to be one with the scopes read and write (and manage for --delete).");
            using var projects = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellation), cancellationToken: cancellation);
            foreach (var project in projects.RootElement.GetProperty("items").EnumerateArray())
            {
                var found = project.GetProperty("key").GetString()!;
                if (key is null ? project.GetProperty("is_demo").GetBoolean() : found == key)
                    return new DemoTarget(client, found, project.GetProperty("id").GetGuid(), project.GetProperty("name").GetString()!);
            }

            throw new DemoException(key is null
                ? "The server has no demo project. Start it with `footfall serve --demo`, or name a project by --key."
                : $"The token sees no project with the key {key}.");
        }
        catch (Exception failure)
        {
            client.Dispose();
            if (failure is HttpRequestException) throw new DemoException($"{server} does not answer ({failure.Message}). Start the server, or name another by --url.", failure);
            throw;
        }
    }

    public void Dispose() => Client.Dispose();
}
