using Footfall.Query.Tests.Store;

namespace Footfall.Query.Tests.Reports;

public class ExperimentTests
{
    private const string Day = "\"date_range\": [\"2024-03-01\", \"2024-03-01\"]";

    [Theory]
    [InlineData("\"goal\": {\"event\": \"buy\"}", "#/exposure: Say by one of experiment (its key) and exposure (a choice of events) who takes part.")]
    [InlineData("\"experiment\": \"e\", \"exposure\": {\"event\": \"buy\"}, \"goal\": {\"event\": \"buy\"}", "#/exposure: Say by one of experiment (its key) and exposure (a choice of events) who takes part.")]
    [InlineData("\"experiment\": [], \"goal\": {\"event\": \"buy\"}", "#/experiment: Invalid filter value []")]
    [InlineData("\"experiment\": \"e\"", "#/goal: Required property goal was not present.")]
    [InlineData("\"experiment\": \"e\", \"goal\": {\"goal\": \"None\"}", "#/goal/goal: The goal `None` is not configured for this site.")]
    [InlineData("\"experiment\": \"e\", \"goal\": {\"event\": \"buy\"}, \"variant\": \"time\"", "#/variant: A report cannot be broken down by time.")]
    [InlineData("\"experiment\": \"e\", \"goal\": {\"event\": \"buy\"}, \"control\": 1", "#/control: Expected the name of a variant.")]
    [InlineData("\"experiment\": \"e\", \"goal\": {\"event\": \"buy\"}, \"value\": {\"property\": \"visit:source\"}", "#/value/property: Only a prop, event:props:…, is a number.")]
    [InlineData("\"experiment\": \"e\", \"goal\": {\"event\": \"buy\"}, \"value\": {\"revenue\": \"EUR\", \"property\": \"event:props:n\"}", "#/value: Expected {\"property\": \"event:props:…\"} or {\"revenue\": \"EUR\"}.")]
    [InlineData("\"experiment\": \"e\", \"goal\": {\"event\": \"buy\"}, \"weights\": {\"a\": -1}", Weights)]
    [InlineData("\"experiment\": \"e\", \"goal\": {\"event\": \"buy\"}, \"weights\": {\"a\": 0}", Weights)]
    [InlineData("\"experiment\": \"e\", \"goal\": {\"event\": \"buy\"}, \"weights\": [1]", Weights)]
    public void WhatCannotBeAskedIsRefusedByItsPath(string members, string error)
    {
        using var store = new QuestionStore([]);

        Assert.Equal([error], store.AskReport("experiments", $"{Day}, {members}"));
    }

    [Fact]
    public void OfManyVariantsThoseOfMostVisitorsAreTold()
    {
        // Whoever knows the write key may send any name for a variant.
        using var store = new QuestionStore(Enumerable.Range(0, 40).Select(i => Make.Event("10:00", "experiment", (ulong)i + 1).With("experiment", "e").With("variant", i < 20 ? $"{i % 10}" : $"x{i}")));

        var lines = store.AskReport("experiments", $"{Day}, \"experiment\": \"e\", \"goal\": {{\"event\": \"buy\"}}");

        Assert.Equal([.. Enumerable.Range(0, 10).Select(i => $"variants: {i}, 2, 0, null, null"), "exposed: 40, 0, 20"], lines.Take(11));
    }

    private const string Weights = "#/weights: Expected at most 10 variants with numbers from 0 to 1000000000, not all of them 0, such as {\"control\": 1, \"b\": 1}.";
}
