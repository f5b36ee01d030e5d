using System.Globalization;
using Footfall.Ingestion.Enrichment;
using Xunit;

namespace Footfall.Ingestion.Tests.Enrichment;

/// <summary>How far the table agrees with uap-core's regexes on real traffic. The rates are pinned just below what was measured.</summary>
public sealed class UserAgentAgreementTests(ITestOutputHelper output)
{
    private static readonly UapReference s_reference = new(Corpus.PathOf("node_modules/uap-core/regexes.yaml"));

    private readonly UserAgentParser _parser = new();

    /// <summary>The reference's names for what this product calls by one name, or by another.</summary>
    private static readonly Dictionary<string, string> s_names = new()
    {
        ["Mobile Safari"] = "Safari",
        ["Chrome Mobile"] = "Chrome",
        ["Chrome Mobile iOS"] = "Chrome",
        ["Chrome Mobile WebView"] = "Android WebView",
        ["Mobile Safari UI/WKWebView"] = "iOS WebView",
        ["Apple Mail"] = "macOS WebView",
        ["Firefox Mobile"] = "Firefox",
        ["Firefox iOS"] = "Firefox",
        ["Edge Mobile"] = "Edge",
        ["Opera Mobile"] = "Opera",
        ["Opera Touch"] = "Opera",
        ["IE"] = "Internet Explorer",
        ["IE Mobile"] = "IE Mobile",
        ["HeadlessChrome"] = "Headless Chrome",
        ["DuckDuckGo Mobile"] = "DuckDuckGo",
        ["Amazon Silk"] = "Silk",
        ["Mac OS X"] = "macOS",
        ["Mac OS"] = "macOS",
    };

    [Fact]
    public void TheBrowserOfRealTrafficIsTheReferences()
    {
        var rate = Agreement(Corpus.Browsers, agent => (Name(s_reference.Browser(agent).Family), _parser.Parse(agent, default).Browser ?? "Other"));
        Assert.InRange(rate, 0.97, 1);
    }

    [Fact]
    public void TheBrowsersMajorVersionIsTheReferences()
    {
        var rate = Agreement(Corpus.Browsers, agent => (s_reference.Browser(agent).Major ?? "", Major(_parser.Parse(agent, default).BrowserVersion)));
        Assert.InRange(rate, 0.97, 1);
    }

    [Fact]
    public void TheSystemOfRealTrafficIsTheReferences()
    {
        var rate = Agreement(Corpus.Browsers, agent => (Name(s_reference.System(agent).Family), _parser.Parse(agent, default).Os ?? "Other"));
        Assert.InRange(rate, 0.99, 1);
    }

    private static string Name(string family) => s_names.GetValueOrDefault(family, family);

    private static string Major(string? version) => version?.Split('.')[0] ?? "";

    private double Agreement(IReadOnlyList<string> agents, Func<string, (string Reference, string Ours)> ask)
    {
        var agreed = 0;
        var misses = new Dictionary<(string, string), (int Count, string Example)>();
        foreach (var agent in agents)
        {
            var (reference, ours) = ask(agent);
            if (reference == ours) agreed++;
            else misses[(reference, ours)] = (misses.GetValueOrDefault((reference, ours)).Count + 1, agent);
        }

        foreach (var ((reference, ours), (count, example)) in misses.OrderByDescending(miss => miss.Value.Count).Take(40))
            output.WriteLine($"{count,4}  {reference} / {ours}: {example}");
        var rate = (double)agreed / agents.Count;
        output.WriteLine($"{s_reference.RuleCount} rules, {agents.Count} agents: {rate.ToString("P2", CultureInfo.InvariantCulture)}");
        return rate;
    }
}
