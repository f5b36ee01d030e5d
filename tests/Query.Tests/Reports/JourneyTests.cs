using Footfall.Query.Tests.Store;

namespace Footfall.Query.Tests.Reports;

public class JourneyTests
{
    private const string Day = "\"date_range\": [\"2024-03-01\", \"2024-03-01\"]";

    [Theory]
    [InlineData("\"steps\": 1", "#/steps: Invalid value 1: expected a whole number from 2 to 10.")]
    [InlineData("\"places\": 26", "#/places: Invalid value 26: expected a whole number from 1 to 25.")]
    [InlineData("\"by\": \"click\"", "#/by: Invalid value \"click\": expected page, event.")]
    [InlineData("\"from\": \"exit\"", "#/from: Expected an object such as {\"event\": \"Signup\"}.")]
    [InlineData("\"from\": \"entry\", \"to\": \"exit\"", "#/to: Ask for journeys from an event or to one, not both.")]
    [InlineData("\"to\": {\"page\": []}", "#/to/page: Invalid filter value []")]
    [InlineData("\"steps\": 2, \"walked\": [null, null, null]", "#/walked: Expected a list of at most 2 choices of events, as many as there are steps.")]
    [InlineData("\"walked\": [null, {\"goal\": \"None\"}]", "#/walked/1/goal: The goal `None` is not configured for this site.")]
    [InlineData("\"window\": \"7d\"", "#/window: This report knows only date_range, filters, from, to, by, steps, places, walked.")]
    public void WhatCannotBeAskedIsRefusedByItsPath(string members, string error)
    {
        using var store = new QuestionStore([]);

        Assert.Equal([error], store.AskReport("journeys", $"{Day}, {members}"));
    }
}
