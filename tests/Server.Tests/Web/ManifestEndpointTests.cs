using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Xunit;

namespace Footfall.Server.Tests.Web;

public sealed class ManifestEndpointTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task AnybodyLearnsWhatTheFilesAreThatTheServerSends()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var stranger = server.NewBrowser();
        using var answer = await stranger.GetAsync(new Uri("/.well-known/footfall.json", UriKind.Relative), cancellation);
        Assert.Equal(("application/json", "*"), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.GetValues("Access-Control-Allow-Origin").Single()));

        var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation))!.AsObject();
        Assert.Equal(["version", "tracker", "dashboard"], told.Select(member => member.Key));
        var files = told["tracker"]!.AsObject().Concat(told["dashboard"]!.AsObject()).ToDictionary(file => file.Key, file => (string)file.Value!);
        Assert.Equal(["/js/footfall.js", "/favicon.svg", "/index.html"], files.Keys);
        foreach (var (address, hash) in files)
        {
            // The page is sent at each of its own addresses.
            var sent = await stranger.GetByteArrayAsync(new Uri(address == "/index.html" ? "/" : address, UriKind.Relative), cancellation);
            Assert.Equal(hash, "sha384-" + Convert.ToBase64String(SHA384.HashData(sent)));
        }
    }
}
