using System.Text.Json;
using Footfall.Query.Definitions;

namespace Footfall.Query.Tests.Definitions;

public sealed class DefinitionBodiesTests
{
    private const string Question = """{"date_range": "all", "experiment": "colour", "goal": {"event": "buy"}, "weights": {"green": 1, "red": 1}}""";

    [Theory]
    [InlineData("segment", """{"filters": [["is", "visit:country", ["DE"]], ["or", [["is", "event:page", ["/a"]], ["contains", "visit:source", ["x"]]]]]}""")]
    [InlineData("view", """{"page": "overview", "address": ""}""")]
    [InlineData("view", """{"page": "funnels", "address": "?period=custom&from=2026-11-01&to=2026-11-22&f=is,source,Google&q=%5B%5D"}""")]
    [InlineData("report", """{"report": "funnels", "question": {"date_range": "30d", "steps": [{"page": "/"}, {"event": "signup"}], "interval": "day"}, "draft": "[]"}""")]
    [InlineData("report", """{"report": "retention", "question": {"date_range": "30d", "interval": "week"}}""")]
    [InlineData("annotation", """{"at": "2026-11-22"}""")]
    [InlineData("annotation", """{"at": "2026-11-22T14:30:00+01:00"}""")]
    [InlineData("experiment", """{"status": "running", "question": QUESTION}""")]
    [InlineData("experiment", """{"status": "stopped", "question": QUESTION, "minimum_effect": 0.05, "since": "2026-11-01", "until": "2026-11-22"}""")]
    [InlineData("rates", """{"to": "EUR", "rates": {"USD": 0.92, "JPY": 0.0061}}""")]
    public void WhatCanBeUsedIsKept(string kind, string body) => Assert.Null(Fault(kind, body));

    [Theory]
    [InlineData("segment", """{}""", "body/filters")]
    [InlineData("segment", """{"filters": []}""", "body/filters")]
    [InlineData("segment", """{"filters": {"a": 1}}""", "body/filters")]
    [InlineData("segment", """{"filters": [["is", "visit:nothing", ["x"]]]}""", "body/filters/0/1")]
    [InlineData("segment", """{"filters": [["is", "segment", ["other"]]]}""", "body/filters/0/2/0")]
    [InlineData("segment", """{"filters": [["is", "visit:country", ["DE"]]], "more": 1}""", "body/more")]
    [InlineData("segment", """{"filters": [["is", "visit:city", ["\ud800"]]]}""", "body/filters/0/2/0")]
    [InlineData("view", """{"page": "settings", "address": ""}""", "body/page")]
    [InlineData("view", """{"page": "overview"}""", "body/address")]
    [InlineData("view", """{"page": "overview", "address": "//elsewhere.example"}""", "body/address")]
    [InlineData("view", """{"page": "overview", "address": "?period=30d#x"}""", "body/address")]
    [InlineData("view", """{"page": "overview", "address": "?other=1"}""", "body/address")]
    [InlineData("view", """{"page": "overview", "address": "?period=<b>"}""", "body/address")]
    [InlineData("report", """{"report": "other", "question": {}}""", "body/report")]
    [InlineData("report", """{"report": "funnels"}""", "body/question")]
    [InlineData("report", """{"report": "funnels", "question": {"date_range": "30d", "steps": [{"page": "/"}]}}""", "body/question/steps")]
    [InlineData("report", """{"report": "funnels", "question": [], "draft": 7}""", "body/draft")]
    [InlineData("annotation", """{"at": "yesterday"}""", "body/at")]
    [InlineData("annotation", """{"at": "2026-11-22T14:30:00"}""", "body/at")]
    [InlineData("annotation", """{"at": 20261122}""", "body/at")]
    [InlineData("experiment", """{"status": "paused", "question": QUESTION}""", "body/status")]
    [InlineData("experiment", """{"status": "draft"}""", "body/question")]
    [InlineData("experiment", """{"status": "draft", "question": {"date_range": "all", "experiment": "colour", "weights": {"a": 1, "b": 1}}}""", "body/question/goal")]
    [InlineData("experiment", """{"status": "draft", "question": {"date_range": "all", "experiment": "colour", "goal": {"event": "buy"}}}""", "body/question/weights")]
    [InlineData("experiment", """{"status": "draft", "question": {"date_range": "all", "experiment": "colour", "goal": {"event": "buy"}, "weights": {"only": 1}}}""", "body/question/weights")]
    [InlineData("experiment", """{"status": "draft", "question": QUESTION, "minimum_effect": 0}""", "body/minimum_effect")]
    [InlineData("experiment", """{"status": "draft", "question": QUESTION, "since": "yesterday"}""", "body/since")]
    [InlineData("rates", """{"rates": {}}""", "body/to")]
    [InlineData("rates", """{"to": "EUR"}""", "body/rates")]
    [InlineData("rates", """{"to": "EUR", "rates": {"USD": -1}}""", "body/rates/USD")]
    [InlineData("rates", """{"to": "EUR", "rates": {}, "date": "today"}""", "body/date")]
    public void WhatCannotIsRefusedByItsField(string kind, string body, string field) => Assert.Equal(field, Fault(kind, body)?.Field);

    [Fact]
    public void AnAddressIsNotLongerThanBrowsersTake() =>
        Assert.Equal("body/address", Fault("view", $$"""{"page": "overview", "address": "?q={{new string('x', 9000)}}"}""")?.Field);

    private static Footfall.Storage.Control.DefinitionFault? Fault(string kind, string body)
    {
        using var document = JsonDocument.Parse(body.Replace("QUESTION", Question, StringComparison.Ordinal));
        return DefinitionBodies.Fault(kind, document.RootElement, []);
    }
}
