using System.Text.Json;

namespace Footfall.Ingestion.Tests.Enrichment;

/// <summary>User agents of the world, from packages that only tests use.</summary>
internal static class Corpus
{
    /// <summary>Real browsers as an advertising network saw them this year, each once (npm user-agents, BSD-2-Clause).</summary>
    public static IReadOnlyList<string> Browsers { get; } = ReadBrowsers();

    /// <summary>Examples of crawlers (npm crawler-user-agents, MIT).</summary>
    public static IReadOnlyList<string> Crawlers { get; } = ReadCrawlers();

    public static string PathOf(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Footfall.slnx"))) folder = folder.Parent;
        return Path.Combine(folder!.FullName, relative);
    }

    private static string[] ReadBrowsers()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf("node_modules/user-agents/dist/user-agents.json")));
        return document.RootElement.EnumerateArray().Select(row => row.GetProperty("userAgent").GetString()!).Distinct().ToArray();
    }

    private static string[] ReadCrawlers()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf("node_modules/crawler-user-agents/crawler-user-agents.json")));
        return document.RootElement.EnumerateArray().Where(row => row.TryGetProperty("instances", out _))
            .SelectMany(row => row.GetProperty("instances").EnumerateArray().Select(one => one.GetString()!)).Distinct().ToArray();
    }
}
