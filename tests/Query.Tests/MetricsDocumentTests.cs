using Footfall.Query.Tests.Store;

namespace Footfall.Query.Tests;

/// <summary>docs/metrics.md is true: each of its examples is run as it stands there.</summary>
public class MetricsDocumentTests
{
    public static TheoryData<int, string> Examples()
    {
        var examples = new TheoryData<int, string>();
        var lines = File.ReadAllLines(Document());
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] != "```example") continue;
            var end = Array.IndexOf(lines, "```", i);
            examples.Add(i + 1, string.Join('\n', lines[(i + 1)..end]));
        }

        return examples;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void AnExampleOfTheDocumentHolds(int line, string text)
    {
        var example = WrittenExample.Read(text);
        using var store = new QuestionStore(example.Events, example.TimeZone) { Goals = example.Goals };
        if (example.Identified) store.Identified();

        foreach (var asked in example.Questions)
        {
            if (asked.Refusal is { } refusal)
            {
                Assert.Equal(refusal, store.Refusal(asked.Members));
                continue;
            }

            var answer = asked.Report is { } report ? store.AskReport(report, asked.Members) : store.Ask(asked.Members);
            Assert.True(asked.Answer.SequenceEqual(answer), $"docs/metrics.md line {line}: {asked.Members}\nsays\n{string.Join('\n', asked.Answer)}\nbut is\n{string.Join('\n', answer)}");
        }
    }

    [Fact]
    public void EveryMetricAndDimensionIsInTheDocument()
    {
        var text = File.ReadAllText(Document());

        Assert.All(Footfall.Query.Parsing.MetricNames.All, metric => Assert.Contains(Footfall.Query.Parsing.MetricNames.Name(metric), text, StringComparison.Ordinal));
        Assert.All(
            Footfall.Query.Parsing.Dimensions.Fixed.Where(d => !d.Name.StartsWith("visit:utm_", StringComparison.Ordinal)),
            dimension => Assert.Contains($"`{dimension}`", text, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryMetricAndDimensionIsInTheReference()
    {
        var text = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Document())!, "api", "query.md"));

        Assert.All(Footfall.Query.Parsing.MetricNames.All, metric => Assert.Contains($"`{Footfall.Query.Parsing.MetricNames.Name(metric)}`", text, StringComparison.Ordinal));
        Assert.All(
            Footfall.Query.Parsing.Dimensions.Fixed.Select(dimension => dimension.IsTime ? dimension.Name : dimension.Name.Split(':')[1]),
            name => Assert.Contains($"`{name}`", text, StringComparison.Ordinal));
    }

    private static string Document()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "docs", "metrics.md");
            if (File.Exists(file)) return file;
        }

        throw new FileNotFoundException("docs/metrics.md is nowhere above the tests.");
    }
}
