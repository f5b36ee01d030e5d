using System.Text;
using System.Text.Json;
using Footfall.Query.Parsing;

namespace Footfall.Query.Tests.Parsing;

public class QuestionParserTests
{
    private const string Asked = "\"site_id\": \"example.org\", \"metrics\": [\"visitors\"], \"date_range\": \"7d\"";

    [Theory]
    [InlineData("[]", "#: Expected a JSON object.")]
    [InlineData("{}", "#: Required properties site_id, metrics, date_range were not present.")]
    [InlineData("{\"site_id\": \"a\", \"metrics\": [\"visitors\"]}", "#: Required property date_range was not present.")]
    [InlineData("{\"site_id\": 1, \"metrics\": [\"visitors\"], \"date_range\": \"7d\"}", "#/site_id: Expected a string.")]
    [InlineData("{\"site_id\": \"a\", \"metrics\": [], \"date_range\": \"7d\"}", "#/metrics: Expected a minimum of 1 items but got 0.")]
    [InlineData("{\"site_id\": \"a\", \"metrics\": [\"visitors\", \"baa\"], \"date_range\": \"7d\"}", "#/metrics/1: Invalid metric \"baa\"")]
    [InlineData("{\"site_id\": \"a\", \"metrics\": [\"visits\", \"visits\"], \"date_range\": \"7d\"}", "#/metrics: Expected items to be unique but they were not.")]
    [InlineData("{\"site_id\": \"a\", \"metrics\": [\"visitors\"], \"date_range\": \"x\"}", "#/date_range: Invalid date range \"x\"")]
    [InlineData("{\"site_id\": \"a\", \"metrics\": [\"visitors\"], \"date_range\": [\"2024-02-30\", \"2024-03-01\"]}", "#/date_range: Invalid date range [\"2024-02-30\", \"2024-03-01\"]")]
    [InlineData("{\"site_id\": \"a\", \"metrics\": [\"visitors\"], \"date_range\": [\"2024-03-02\", \"2024-03-01\"]}", "#/date_range: Invalid date range [\"2024-03-02\", \"2024-03-01\"]")]
    public void ABadQuestionIsToldByTheFieldAtFault(string body, string message) => Assert.Equal(message, Refusal(body));

    [Theory]
    [InlineData("\"more\": 1", "#/more: Schema does not allow additional properties.")]
    [InlineData("\"dimensions\": [\"x\"]", "#/dimensions/0: Invalid dimension \"x\"")]
    [InlineData("\"dimensions\": [\"event:page\", 7]", "#/dimensions/1: Invalid dimension 7")]
    [InlineData("\"dimensions\": [\"event:props:\"]", "#/dimensions/0: Invalid dimension \"event:props:\"")]
    [InlineData("\"dimensions\": [\"time\", \"time:day\"]", "#/dimensions: Only one time dimension is possible.")]
    [InlineData("\"filters\": {}", "#/filters: Expected a list of filters.")]
    [InlineData("\"filters\": [[\"is\"]]", "#/filters/0: Invalid filter [\"is\"]")]
    [InlineData("\"filters\": [[\"was\", \"event:page\", [\"/\"]]]", "#/filters/0/0: Invalid filter operator \"was\"")]
    [InlineData("\"filters\": [[\"is\", \"event:page\", [\"/\"]], [\"is\", \"event:leaf\", [\"/\"]]]", "#/filters/1/1: Invalid dimension \"event:leaf\"")]
    [InlineData("\"filters\": [[\"is\", \"event:page\", []]]", "#/filters/0/2: Expected a list of at least one value.")]
    [InlineData("\"filters\": [[\"is\", \"event:page\", [\"/\", {}]]]", "#/filters/0/2/1: Invalid filter value {}")]
    [InlineData("\"filters\": [[\"is\", \"time:day\", [\"2024-01-01\"]]]", "#/filters/0/1: Invalid dimension \"time:day\"")]
    [InlineData("\"filters\": [[\"is\", \"segment\", [1]]]", "#/filters/0/2/0: Invalid segment 1: this project has no segment of that id or name.")]
    [InlineData("\"filters\": [[\"is\", \"event:page\", [\"/\"], {\"fuzzy\": true}]]", "#/filters/0/3: Invalid modifiers {\"fuzzy\": true}: only case_sensitive, true or false, is known.")]
    [InlineData("\"filters\": [[\"or\", [[\"and\", [[\"not\", [\"is\", \"visit:x\", [\"/\"]]]]]]]]", "#/filters/0/1/0/1/0/1/1: Invalid dimension \"visit:x\"")]
    [InlineData("\"filters\": [[\"and\", []]]", "#/filters/0/1: `and` takes a list of at least one filter.")]
    [InlineData("\"filters\": [[\"not\", [\"is\", \"event:goal\", [\"Signup\"]]]]", "#/filters/0/1: Dimension `event:goal` can only be filtered at the top level.")]
    [InlineData("\"filters\": [[\"is_not\", \"event:goal\", [\"Signup\"]]]", "#/filters/0: Dimension `event:goal` can only be filtered with `is` and `contains`.")]
    [InlineData("\"filters\": [[\"has_done\", [\"has_done\", [\"is\", \"event:page\", [\"/\"]]]]]", "#/filters/0/1: Behavioral filters (has_done, has_not_done) cannot be nested.")]
    [InlineData("\"filters\": [[\"has_done\", [\"is\", \"visit:os\", [\"Linux\"]]]]", "#/filters/0/1: Behavioral filters (has_done, has_not_done) can only be used with event dimensions.")]
    [InlineData("\"filters\": [[\"is\", \"visit:country\", [\"Germany\"]]]", "#/filters/0: Invalid visit:country filter, visit:country needs to be a valid 2-letter country code.")]
    [InlineData("\"order_by\": [[\"visits\", \"asc\"]]", "#/order_by/0: Invalid order_by entry [\"visits\", \"asc\"]. Entry is not a queried metric or dimension")]
    [InlineData("\"order_by\": [[\"visitors\", \"up\"]]", "#/order_by/0: Invalid order_by entry [\"visitors\", \"up\"]: expected [metric or dimension, \"asc\" or \"desc\"].")]
    [InlineData("\"include\": {\"time_labels\": true}", "#/include/time_labels: Invalid include.time_labels: requires a time dimension.")]
    [InlineData("\"include\": {\"total_rows\": 1}", "#/include/total_rows: Invalid value 1: imports, time_labels, total_rows (true or false) and comparisons are known.")]
    [InlineData("\"include\": {\"comparisons\": {\"mode\": \"custom\"}}", "#/include/comparisons/date_range: A custom comparison, and only that, takes a date_range of two dates or instants.")]
    [InlineData("\"include\": {\"comparisons\": {\"mode\": \"previous_period\", \"match_day_of_week\": 1}}", "#/include/comparisons/match_day_of_week: Invalid value 1: mode, date_range and match_day_of_week (true or false) are known.")]
    [InlineData("\"pagination\": {\"limit\": 0}", "#/pagination/limit: Invalid value 0: limit is 1 to 10000, offset 0 or more.")]
    [InlineData("\"pagination\": {\"offset\": -1}", "#/pagination/offset: Invalid value -1: limit is 1 to 10000, offset 0 or more.")]
    [InlineData("\"pagination\": {\"page\": 1}", "#/pagination/page: Invalid value 1: limit is 1 to 10000, offset 0 or more.")]
    public void ABadMemberIsToldByItsPath(string member, string message) => Assert.Equal(message, Refusal($"{{{Asked}, {member}}}"));

    [Theory]
    [InlineData("[\"conversion_rate\"]", "Metric `conversion_rate` can only be queried with event:goal filters or dimensions", "#/metrics/0")]
    [InlineData("[\"visitors\", \"time_on_page\"]", "Metric `time_on_page` can only be queried with event:page filters or dimensions", "#/metrics/1")]
    [InlineData("[\"percentage\"]", "Metric `percentage` can only be queried with dimensions", "#/metrics/0")]
    public void AMetricOutOfPlaceIsToldInThePlausibleWordsAndNamesItsField(string metrics, string message, string field)
    {
        using var document = JsonDocument.Parse($$"""{"site_id": "a", "date_range": "7d", "metrics": {{metrics}}}""");
        var (_, error) = QuestionParser.Parse(document.RootElement);
        Assert.Equal(message, error!.ToString());
        Assert.Equal(field, error.Field);
    }

    [Theory]
    [InlineData("{\"site_id\": \"\\ud800\"}", "#/site_id")]
    [InlineData("{\"filters\": [[\"is\", \"event:page\", [\"/\", \"\\udc00x\"]]]}", "#/filters/0/2/1")]
    [InlineData("{\"a\": {\"\\ud800\": 1}}", "#/a")]
    public void HalfASurrogatePairIsRefusedByPath(string body, string path)
    {
        using var document = JsonDocument.Parse(body);
        Assert.Equal(path, TextCheck.Fault(document.RootElement)?.Path);
    }

    [Fact]
    public void BytesThatAreNoUtf8AreRefusedByPath()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("{\"site_id\": \""), 0xff, 0xfe, .. Encoding.UTF8.GetBytes("\"}")];
        using var document = JsonDocument.Parse(body);
        Assert.Equal("#/site_id", TextCheck.Fault(document.RootElement)?.Path);
    }

    [Fact]
    public void WhatNestsTooDeepOrIsTooMuchIsRefused()
    {
        var deep = string.Concat(Enumerable.Repeat("[\"not\", ", 14)) + "[\"is\", \"event:page\", [\"/\"]]" + new string(']', 14);
        Assert.EndsWith($"Filters nest at most {QuestionLimits.FilterDepth} deep.", Refusal($"{{{Asked}, \"filters\": [{deep}]}}"), StringComparison.Ordinal);
        var many = string.Join(", ", Enumerable.Repeat("[\"is\", \"event:page\", [\"/\"]]", 201));
        Assert.Equal("#/filters/200: A question has at most 200 filters.", Refusal($"{{{Asked}, \"filters\": [{many}]}}"));
        var values = string.Join(", ", Enumerable.Repeat("\"/\"", 1_001));
        Assert.Equal("#/filters/0/2: A filter has at most 1000 values.", Refusal($"{{{Asked}, \"filters\": [[\"is\", \"event:page\", [{values}]]]}}"));
    }

    private static string? Refusal(string body)
    {
        using var document = JsonDocument.Parse(body);
        return QuestionParser.Parse(document.RootElement).Error?.ToString();
    }
}
