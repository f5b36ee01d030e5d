using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Footfall.Query.Experiments;
using Footfall.Query.Reports;
using Footfall.Query.Tests.Store;

namespace Footfall.Query.Tests.Experiments;

/// <summary>
/// <c>schema/vectors/experiments.json</c>: counts and what follows from them, which the dashboard's twin is held against. Written anew when the environment
/// variable <c>FOOTFALL_WRITE_VECTORS</c> is 1, and compared otherwise.
/// </summary>
public class ExperimentVectorsTests
{
    private static readonly (ExperimentVariant[] Variants, string? Control, Dictionary<string, double>? Weights)[] Cases =
    [
        ([new("a", 1000, 100, 2.5, 40), new("b", 1000, 120, 2.75, 44.5)], null, null),
        ([new("a", 1000, 100, null, null), new("b", 1000, 120, null, null), new("c", 980, 88, null, null)], "b", new() { ["a"] = 1, ["b"] = 1, ["c"] = 1 }),
        ([new("a", 821_588, 41_000, 10.02, 9000), new("b", 815_482, 41_900, 10.31, 9100)], "a", new() { ["a"] = 1, ["b"] = 1 }),
        ([new("a", 12, 0, -0.5, 3), new("b", 9, 3, 1, 1)], null, new() { ["a"] = 0.5, ["b"] = 0.25, ["c"] = 0.25 }),
        ([new("a", 12, 12, 5, 0), new("b", 10, 0, 5, 0.01)], "b", null),
        ([new("a", 60, 3, -2, 9), new("b", 61, 5, 3, 9)], "a", null),
        ([new("a", 40, 0, 100, 400), new("b", 50, 1, 90, 300), new("c", 10_000_000, 300_000, 95, 350)], null, new() { ["a"] = 1, ["b"] = 1, ["c"] = 200_000 }),
        ([new("only", 70, 7, 1.5, 2)], null, null),
        ([new("a", 70, 7, null, null), new("b", 70, 9, null, null)], "nobody", null),
        ([], null, null),
    ];

    [Fact]
    public void TheVectorsAreWhatTheServerConcludes()
    {
        var text = $"[\n{string.Join(",\n", Cases.Select(Recorded))}\n]\n";
        if (Environment.GetEnvironmentVariable("FOOTFALL_WRITE_VECTORS") == "1") File.WriteAllText(FilePath(), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

        Assert.Equal(File.ReadAllText(FilePath()), text);
    }

    private static string Recorded((ExperimentVariant[] Variants, string? Control, Dictionary<string, double>? Weights) asked)
    {
        var variants = asked.Variants.Select(v => (object?[])[v.Name, v.Visitors, v.Conversions, v.Mean, v.Variance]);
        var weights = asked.Weights is null ? null : new JsonObject(asked.Weights.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        return new JsonObject
        {
            ["variants"] = Rows([new("variant"), new("visitors"), new("conversions"), new("value_mean"), new("value_variance")], variants),
            ["control"] = asked.Control,
            ["weights"] = weights,
            ["conversion"] = Rows(ExperimentResults.Columns, ExperimentResults.Of([.. asked.Variants.Select(variant => variant.Rate)], asked.Control)),
            ["value"] = Rows(ExperimentResults.Columns, ExperimentResults.Of([.. asked.Variants.Select(variant => variant.Value)], asked.Control)),
            ["sample_ratio"] = Rows(ExperimentResults.RatioColumns, ExperimentResults.RatioOf(asked.Variants, asked.Weights)),
        }.ToJsonString();
    }

    private static JsonArray Rows(IReadOnlyList<ReportColumn> columns, IEnumerable<object?[]> rows) =>
        new([.. rows.Select(row => new JsonObject(columns.Zip(row, (column, cell) => KeyValuePair.Create(column.Name, PlannedStatement.Cell(cell)))))]);

    private static string FilePath([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../schema/vectors/experiments.json"));
}
