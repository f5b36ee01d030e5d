using System.Text.Json.Nodes;
using Xunit;

namespace Footfall.Ingestion.Tests.Endpoints;

/// <summary>The server answers the examples of the wire contract, which other clients are tested with too, as they say.</summary>
public sealed class ExampleTests(CollectHost host) : IClassFixture<CollectHost>
{
    private static readonly string Folder = Path.Combine(Root(), "schema", "examples");

    public static TheoryData<string> Names { get; } = [.. Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AnExampleIsAnsweredAsItSays(string name)
    {
        var example = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, name + ".json"), TestContext.Current.CancellationToken))!;
        var expected = example["expect"]!;

        using var answer = await host.PostAsync((string?)example["text"] ?? example["body"]!.ToJsonString());

        Assert.Equal((int)expected["status"]!, (int)answer.StatusCode);
        var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        if (expected["code"] is { } code)
        {
            Assert.Equal(((string?)code, (string?)expected["field"]), ((string?)told["code"], (string?)told["field"]));
            return;
        }

        Assert.Equal((int)expected["accepted"]!, (int)told["accepted"]!);
        Assert.Equal(Drops(expected), Drops(told));
    }

    [Fact]
    public void WhatTheSchemaRefusesTheServerRefuses()
    {
        foreach (string name in Names.Select(row => row.Data))
        {
            var example = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")))!;
            var taken = (int)example["expect"]!["status"]! == 202 && example["expect"]!["dropped"]!.AsArray().Count == 0;
            Assert.True((bool)example["valid"]! || !taken, $"{name} is not valid and is taken whole");
        }
    }

    private static IEnumerable<string> Drops(JsonNode answer) => answer["dropped"]!.AsArray().Select(drop => $"{drop!["index"]} {drop["reason"]} {drop["field"]}");

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Footfall.slnx"))) directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
