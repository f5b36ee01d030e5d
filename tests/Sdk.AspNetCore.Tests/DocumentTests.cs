using System.Text.RegularExpressions;
using Xunit;

namespace Footfall.Sdk.AspNetCore.Tests;

public sealed partial class DocumentTests
{
    private static readonly string Root = FindRoot();

    [Theory]
    [InlineData("docs/dotnet-integration.md")]
    [InlineData("sdk/dotnet/Client/README.md")]
    [InlineData("sdk/dotnet/AspNetCore/README.md")]
    public void EveryExampleIsCompiled(string document)
    {
        var compiled = LinesOf(File.ReadAllText(Path.Combine(Root, "tests/Sdk.AspNetCore.Tests/DocumentedExamples.cs"))).ToHashSet();
        var blocks = Block().Matches(File.ReadAllText(Path.Combine(Root, document)));
        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.All(LinesOf(block.Groups[1].Value), line => Assert.Contains(line, compiled)));
    }

    [Fact]
    public async Task WhatTheExampleOfTestingSaysIsTrue() => await DocumentedExamples.TestingAsync();

    [Fact]
    public async Task TheExampleOfAnApplicationStarts()
    {
        await using var app = DocumentedExamples.Build(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    private static IEnumerable<string> LinesOf(string text) => text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Footfall.slnx"))) directory = directory.Parent!;
        return directory.FullName;
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
