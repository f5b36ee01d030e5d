using System.CommandLine;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Footfall.Mcp;
using Footfall.Server;
using Footfall.Server.Remote;

namespace Footfall.Cli;

/// <summary><c>footfall mcp</c>: a server of the Model Context Protocol on this program's input and output, for an assistant that starts it.</summary>
internal static class McpCommand
{
    private const string TokenSetting = "FOOTFALL_TOKEN";
    private const string PasswordSetting = "FOOTFALL_LINK_PASSWORD";

    public static Command Create()
    {
        var server = new Option<string?>("--server") { Description = "The server to ask, such as https://stats.example.org." };
        var link = new Option<string?>("--link") { Description = "In its place the address of a shared link, https://stats.example.org/share/…, whose numbers alone are told." };
        var command = new Command("mcp", $"Answer an assistant's questions by the Model Context Protocol, with the token in {TokenSetting}; see docs/mcp.md.") { server, link };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(server), parsed.GetValue(link), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string? server, string? link, CancellationToken cancellation)
    {
        try
        {
            var (address, slug) = Where(server, link);
            using var http = new HttpClient { BaseAddress = address };
            if (slug is null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Setting(TokenSetting) ?? throw new CommandException($"Set {TokenSetting} to a token that may read. Make one under API tokens in the dashboard."));
            else if (Setting(PasswordSetting) is { } password) await OpenAsync(http, slug, password, cancellation);
            await McpHost.RunAsync(new RemoteApi(http), slug, ProductVersion.Text, Console.OpenStandardInput(), Console.OpenStandardOutput(), cancellation);
            return 0;
        }
        catch (CommandException refusal)
        {
            await Console.Error.WriteLineAsync($"footfall: {refusal.Message}");
            return 1;
        }
    }

    /// <summary>The server's address, and the slug of a link where one was given. A token or a password goes to no server in clear but one of this machine.</summary>
    private static (Uri Address, string? Slug) Where(string? server, string? link)
    {
        if (server is null == link is null) throw new CommandException("Give --server or --link.");
        if (server is not null) return (RemoteServer.Parse(server, out var problem)?.Address ?? throw new CommandException(problem), null);
        if (!Uri.TryCreate(link, UriKind.Absolute, out var address) || address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) is not ["share", var slug, ..])
            throw new CommandException("The link is none: its address is https://, a server, /share/ and a row of letters.");
        return (RemoteServer.Parse(address.GetLeftPart(UriPartial.Authority), out var other)?.Address ?? throw new CommandException(other), slug);
    }

    private static async Task OpenAsync(HttpClient http, string slug, string password, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.PostAsync(
                new Uri($"/api/v1/shared/{Uri.EscapeDataString(slug)}/session", UriKind.Relative), JsonContent.Create(new Dictionary<string, string> { ["password"] = password }), cancellation);
            if (!answer.IsSuccessStatusCode) throw new CommandException($"The link was not opened: the server answered {(int)answer.StatusCode}. Check {PasswordSetting}.");
            http.DefaultRequestHeaders.Add("Footfall-Link", (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation))!["ticket"]!);
        }
        catch (HttpRequestException error)
        {
            throw new CommandException($"The server cannot be reached: {error.Message}");
        }
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
