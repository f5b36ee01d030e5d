using System.CommandLine;

namespace Footfall.Cli.Sending;

/// <summary><c>--url</c> of the commands that speak to a server.</summary>
internal static class ServerOption
{
    public static Option<Uri?> Create() => new("--url") { Description = "The server; by default the one on this machine (FOOTFALL_URLS).", CustomParser = ParseUrl };

    private static Uri? ParseUrl(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https")) return url;
        result.AddError("Give an address such as http://127.0.0.1:8000.");
        return null;
    }
}
