using System.Text.Json;
using Footfall.Events;
using Footfall.Query.Parsing;

namespace Footfall.Query.Tests.Parsing;

/// <summary>A segment means what its filters mean where it is named.</summary>
public sealed class SegmentFilterTests
{
    private const string Id = "7c1e0a52-3df5-4a0e-9a4c-0c1d2e3f4a5b";
    private const string Phones = """["is", "visit:device", ["Mobile"]]""";
    private const string German = """["is", "visit:country", ["DE"]]""";

    private static readonly SavedSegment[] Known =
    [
        Segment(Id, "Phones in Germany", $"[{Phones}, {German}]"),
        Segment("00000000-0000-4000-8000-000000000001", "Buyers", """[["is", "event:goal", ["purchase"]]]"""),
        Segment("00000000-0000-4000-8000-000000000002", "Home", """[["is", "event:page", ["/"]]]"""),
    ];

    [Theory]
    [InlineData($"""["is", "segment", ["{Id}"]]""", $"{Phones}, {German}")]
    [InlineData("""["is", "segment", ["Phones in Germany"]]""", $"{Phones}, {German}")]
    [InlineData("""["is_not", "segment", ["Phones in Germany"]]""", $"""["not", ["and", [{Phones}, {German}]]]""")]
    [InlineData("""["is", "segment", ["Phones in Germany", "Home"]]""", $"""["or", [["and", [{Phones}, {German}]], ["and", [["is", "event:page", ["/"]]]]]]""")]
    [InlineData("""["or", [["is", "segment", ["Home"]], ["is", "event:page", ["/a"]]]]""", """["or", [["and", [["is", "event:page", ["/"]]]], ["is", "event:page", ["/a"]]]]""")]
    [InlineData("""["has_done", ["is", "segment", ["Home"]]]""", """["has_done", ["and", [["is", "event:page", ["/"]]]]]""")]
    [InlineData("""["is", "segment", ["Buyers"]]""", """["is", "event:goal", ["purchase"]]""")]
    public void ASegmentIsTheFiltersThatItStandsFor(string named, string written) => Assert.Equal(Shown(Parse($"[{written}]").Filters), Shown(Parse($"[{named}]").Filters));

    [Theory]
    [InlineData("""["is", "segment", ["Gone"]]""", "#/filters/0/2/0: Invalid segment \"Gone\": this project has no segment of that id or name.")]
    [InlineData("""["is", "segment", [7]]""", "#/filters/0/2/0: Invalid segment 7: this project has no segment of that id or name.")]
    [InlineData("""["is", "segment", []]""", "#/filters/0/2: Expected a list of at least one segment.")]
    [InlineData("""["is", "segment", "Home"]""", "#/filters/0/2: Expected a list of at least one segment.")]
    [InlineData("""["contains", "segment", ["Home"]]""", "#/filters/0: A segment can only be filtered with `is` and `is_not`, without modifiers.")]
    [InlineData("""["is", "segment", ["Home"], {"case_sensitive": false}]""", "#/filters/0: A segment can only be filtered with `is` and `is_not`, without modifiers.")]
    [InlineData("""["is_not", "segment", ["Buyers"]]""", "#/filters/0/2/0/0: Dimension `event:goal` can only be filtered at the top level.")]
    public void WhatCannotStandForASegmentIsRefusedByPlace(string filter, string message) => Assert.Equal(message, Parse($"[{filter}]").Error?.ToString());

    [Fact]
    public void SegmentsCountAmongTheFiltersOfAQuestion()
    {
        var many = string.Join(", ", Enumerable.Repeat("""["is", "segment", ["Home"]]""", 101));
        Assert.EndsWith("A question has at most 200 filters.", Parse($"[{many}]").Error?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AQuestionByPlaceholdersNamesNone()
    {
        using var filters = JsonDocument.Parse("""[["is", "segment", ["Secret name"]]]""");
        var parser = new FilterParser(Wording.Placeholders);
        Assert.Null(parser.ParseAll(filters.RootElement, "#/filters"));
        Assert.DoesNotContain("Secret", parser.Error!.ToString(), StringComparison.Ordinal);
    }

    private static (IReadOnlyList<Filter>? Filters, QuestionError? Error) Parse(string filters)
    {
        using var document = JsonDocument.Parse(filters);
        var parser = new FilterParser(Wording.Clear.With(Known));
        return (parser.ParseAll(document.RootElement, "#/filters"), parser.Error);
    }

    /// <summary>Without the places, which differ.</summary>
    private static string Shown(IReadOnlyList<Filter>? filters) => string.Join("; ", filters!.Select(Shown));

    private static string Shown(Filter filter) => filter switch
    {
        Filter.And and => $"and({Shown(and.Parts)})",
        Filter.Or or => $"or({Shown(or.Parts)})",
        Filter.Not not => $"not({Shown(not.Inner)})",
        Filter.Done done => $"done({Shown(done.Inner)})",
        Filter.Condition c => $"{(c.Negated ? "not " : "")}{c.Operator} {c.Dimension} {string.Join("|", c.Values)}",
        _ => throw new InvalidOperationException(),
    };

    private static SavedSegment Segment(string id, string name, string filters)
    {
        using var document = JsonDocument.Parse(filters);
        return new SavedSegment(Guid.Parse(id), name, document.RootElement.Clone());
    }
}
