using System.Net.Http.Headers;
using System.Text.Json;

namespace Footfall.Cli.Sending;

/// <summary>A server that answers a token, and the project on it that the events are for.</summary>
internal sealed class Target : IDisposable
{
    private Target(HttpClient client, string key, Guid project, string name, string mode)
    {
        Mode = mode;
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

    /// <summary>The project's mode as the API writes it.</summary>
    public string Mode { get; }

    /// <summary>Asks the server for its projects: the one with the key, or the demo project.</summary>
    /// <exception cref="CommandException">There is no such project, or the server refuses or does not answer; the message says what to do.</exception>
    public static async Task<Target> FindAsync(Uri server, string token, string? key, HttpMessageHandler? handler, CancellationToken cancellation)
    {
        var client = handler is null ? new HttpClient() : new HttpClient(handler, disposeHandler: false);
        client.BaseAddress = server;
        client.Timeout = TimeSpan.FromMinutes(2);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var answer = await client.GetAsync(new Uri("/api/v1/projects", UriKind.Relative), cancellation);
            if (!answer.IsSuccessStatusCode)
                throw new CommandException($"{server} answers {(int)answer.StatusCode} to the token. It has to be one with the scopes read and write (and manage for --delete).");
            using var projects = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellation), cancellationToken: cancellation);
            foreach (var project in projects.RootElement.GetProperty("items").EnumerateArray())
            {
                var found = project.GetProperty("key").GetString()!;
                if (key is null ? project.GetProperty("is_demo").GetBoolean() : found == key)
                    return new Target(client, found, project.GetProperty("id").GetGuid(), project.GetProperty("name").GetString()!, project.GetProperty("mode").GetString()!);
            }

            throw new CommandException(key is null
                ? "The server has no demo project. Start it with `footfall serve --demo`, or name a project by --key."
                : $"The token sees no project with the key {key}.");
        }
        catch (Exception failure)
        {
            client.Dispose();
            if (failure is HttpRequestException) throw new CommandException($"{server} does not answer ({failure.Message}). Start the server, or name another by --url.", failure);
            throw;
        }
    }

    public void Dispose() => Client.Dispose();
}
