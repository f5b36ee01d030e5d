using System.Text.RegularExpressions;
using Xunit;

namespace Footfall.Server.Tests;

public sealed class ServerSettingsTests
{
    [Theory]
    [InlineData("FOOTFALL_DAAT", "x")]
    [InlineData("FOOTFALL_ROLES", "collector")]
    [InlineData("FOOTFALL_TRUSTED_PROXIES", "10.0.0.0/33")]
    [InlineData("FOOTFALL_JOURNAL_LIMIT_MB", "lots")]
    [InlineData("FOOTFALL_BODIES_LIMIT_MB", "7")]
    [InlineData("FOOTFALL_QUERY_TIMEOUT_SECONDS", "0")]
    [InlineData("FOOTFALL_BATCH_LIMIT_EVENTS", "0")]
    [InlineData("FOOTFALL_EVENT_LIMIT_PROPS", "many")]
    [InlineData("FOOTFALL_VALUE_LIMIT_CHARACTERS", "63")]
    [InlineData("FOOTFALL_URLS", "nonsense")]
    [InlineData("FOOTFALL_URLS", "http://127.0.0.1:99999")]
    [InlineData("FOOTFALL_URLS", "http://127.0.0.1:8000;ftp://127.0.0.1")]
    [InlineData("FOOTFALL_URLS", "https://127.0.0.1:8000")]
    [InlineData("FOOTFALL_URLS", "http://127.0.0.1:8000/footfall")]
    [InlineData("FOOTFALL_URLS", "http://localhost:0")]
    [InlineData("FOOTFALL_URLS", "http://stats.example.org:8000")]
    public void AValueThatCannotBeUsedIsRefusedByName(string name, string value)
    {
        var refusal = Assert.Throws<SettingException>(() => ServerSettings.Read(new Dictionary<string, string> { [name] = value }));
        Assert.StartsWith(name, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheAgentsTokenIsNoMatterOfTheServers() => Assert.Equal("http://127.0.0.1:8000", ServerSettings.Read(new Dictionary<string, string> { ["FOOTFALL_AGENT_TOKEN"] = "x" }).Urls);

    [Fact]
    public void TheLargestBodyHasRoomAmongAllBodies()
    {
        var settings = ServerSettings.Read(new Dictionary<string, string> { ["FOOTFALL_BODY_LIMIT_KB"] = "16384" });
        Assert.Equal((16L << 20, 128L << 20), (settings.BodyLimitBytes, settings.BodiesLimitBytes));
        var refusal = Assert.Throws<SettingException>(() => ServerSettings.Read(new Dictionary<string, string> { ["FOOTFALL_BODY_LIMIT_KB"] = "2048", ["FOOTFALL_BODIES_LIMIT_MB"] = "15" }));
        Assert.StartsWith("FOOTFALL_BODIES_LIMIT_MB", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0", "http://127.0.0.1:0")]
    [InlineData(" http://127.0.0.1:8000 ; http://[::1]:8000; ", "http://127.0.0.1:8000;http://[::1]:8000")]
    [InlineData("http://*:80", "http://*:80")]
    [InlineData("http://unix:/run/footfall.sock", "http://unix:/run/footfall.sock")]
    [InlineData(" ; ", "http://127.0.0.1:8000")]
    public void AddressesToListenOnLoseTheirBlanks(string urls, string read) =>
        Assert.Equal(read, ServerSettings.Read(new Dictionary<string, string> { ["FOOTFALL_URLS"] = urls }).Urls);

    [Fact]
    public void ProxiesAreAddressesAndNetworks()
    {
        var settings = ServerSettings.Read(new Dictionary<string, string> { ["FOOTFALL_TRUSTED_PROXIES"] = "10.0.0.0/8, ::1,192.0.2.1" });
        Assert.Equal(["10.0.0.0/8", "::1/128", "192.0.2.1/32"], settings.TrustedProxies.Select(n => n.ToString()));
    }

    [Fact]
    public void EverySettingIsDocumentedAndNothingElseIs()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Footfall.slnx"))) folder = folder.Parent;
        var text = File.ReadAllText(Path.Combine(folder.FullName, "docs", "operating", "settings.md"));
        // What follows are the settings of an agent, which is no server.
        text = text[..text.IndexOf("`footfall agent`", StringComparison.Ordinal)];
        Assert.Equal(ServerSettings.Names, Regex.Matches(text, @"^\| `(FOOTFALL_\w+)`", RegexOptions.Multiline).Select(m => m.Groups[1].Value));
    }
}
