using Footfall.Query.Tests.Store;
using static Footfall.Query.Tests.Store.Make;

namespace Footfall.Query.Tests.Reports;

public class FunnelTests
{
    private const string Day = "\"date_range\": [\"2024-03-01\", \"2024-03-01\"]";
    private const string BuySteps = "\"steps\": [{\"page\": \"/pricing\"}, {\"event\": \"Signup\"}]";

    [Fact]
    public void StepsCountVisitorsWhoTookThemInOrder()
    {
        using var store = new QuestionStore([
            View("10:00", "/pricing", 1), Event("10:05", "Signup", 1),
            Event("10:00", "Signup", 2), View("10:05", "/pricing", 2),
            View("10:00", "/pricing", 3),
            Event("10:00", "Signup", 4)]);

        Assert.Equal(["steps: 1, 3, 100, 100, 2, null, null", "steps: 2, 1, 33.33, 33.33, 0, 300, 300"], store.AskReport("funnels", $"{Day}, {BuySteps}"));
    }

    [Fact]
    public void OneEventIsOneStepOnly()
    {
        using var store = new QuestionStore([View("10:00", "/a", 1), View("10:00", "/a", 2), View("10:01", "/a", 2)]);

        Assert.Equal(["steps: 1, 2, 100, 100, 1, null, null", "steps: 2, 1, 50, 50, 0, 60, 60"], store.AskReport("funnels", $"{Day}, \"steps\": [{{\"page\": \"/a\"}}, {{\"page\": \"/a\"}}]"));
    }

    [Fact]
    public void TheWindowBeginsWithTheFirstStepOfTheAttempt()
    {
        using var store = new QuestionStore([View("10:00", "/pricing"), View("11:00", "/pricing"), Event("11:20", "Signup")]);

        // The first attempt is too slow, the second is not.
        Assert.Equal("steps: 2, 1, 100, 100, 0, 1200, 1200", store.AskReport("funnels", $"{Day}, {BuySteps}, \"window\": \"30m\"")[1]);
        Assert.Equal("steps: 2, 0, 0, 0, 0, null, null", store.AskReport("funnels", $"{Day}, {BuySteps}, \"window\": \"19m\"")[1]);
    }

    [Fact]
    public void WithinAVisitVisitsAreCounted()
    {
        using var store = new QuestionStore([View("10:00", "/pricing"), Event("11:00", "Signup"), View("15:00", "/pricing"), Event("15:10", "Signup")]);

        Assert.Equal(["steps: 1, 2, 100, 100, 1, null, null", "steps: 2, 1, 50, 50, 0, 600, 600"], store.AskReport("funnels", $"{Day}, {BuySteps}, \"window\": \"visit\""));
    }

    [Fact]
    public void StrictLetsNothingThatCountsComeBetween()
    {
        using var store = new QuestionStore([
            View("10:00", "/pricing", 1), View("10:01", "/faq", 1), Event("10:05", "Signup", 1),
            View("10:00", "/pricing", 2), Leave("10:04", "/pricing", 1000, 50, 2), Event("10:05", "Signup", 2)]);

        Assert.Equal("steps: 2, 2, 100, 100, 0, 300, 300", store.AskReport("funnels", $"{Day}, {BuySteps}")[1]);
        Assert.Equal("steps: 2, 1, 50, 50, 0, 300, 300", store.AskReport("funnels", $"{Day}, {BuySteps}, \"order\": \"strict\"")[1]);
    }

    [Fact]
    public void AStepMayBeAnyOfSeveralAndHaveFilters()
    {
        using var store = new QuestionStore([
            View("10:00", "/pricing", 1), Event("10:05", "Signup", 1).With("plan", "pro"),
            View("10:00", "/plans", 2), Event("10:05", "Signup", 2).With("plan", "free")]);

        Assert.Equal(
            ["steps: 1, 2, 100, 100, 1, null, null", "steps: 2, 1, 50, 50, 0, 300, 300"],
            store.AskReport("funnels", $"{Day}, \"steps\": [{{\"any\": [{{\"page\": \"/pric*\"}}, {{\"page\": \"/plans\"}}]}}, {{\"event\": \"Signup\", \"filters\": [[\"is\", \"event:props:plan\", [\"pro\"]]]}}]"));
    }

    [Fact]
    public void WhatPeopleDidInsteadIsTheirNextThing()
    {
        using var store = new QuestionStore([
            View("10:00", "/pricing", 1), View("10:01", "/faq", 1), View("10:02", "/", 1),
            View("10:00", "/pricing", 2),
            View("10:00", "/pricing", 3), Event("10:02", "Signup", 3)]);

        Assert.Equal(["instead: null, null, 1", "instead: pageview, /faq, 1"], store.AskReport("funnels", $"{Day}, {BuySteps}, \"explore\": 1").Skip(2));
    }

    [Fact]
    public void TheTrendIsByTheFirstStep()
    {
        using var store = new QuestionStore([View("2024-03-01 23:50", "/pricing"), Event("2024-03-02 00:10", "Signup"), View("2024-03-02 12:00", "/pricing", 2)]);

        Assert.Equal(
            ["trend: 2024-03-01, 1, 1, 100", "trend: 2024-03-02, 1, 0, 0"],
            store.AskReport("funnels", $"\"date_range\": [\"2024-03-01\", \"2024-03-02\"], {BuySteps}, \"interval\": \"day\"").Skip(2));
    }

    [Theory]
    [InlineData("\"steps\": [{\"page\": \"/\"}]", "#/steps: Expected a list of 2 to 10 steps.")]
    [InlineData("\"steps\": [{\"page\": \"/\"}, {\"site\": \"x\"}]", "#/steps/1/site: Only event, page, goal, any, filters and name are known here.")]
    [InlineData("\"steps\": [{\"page\": \"/\"}, {\"page\": \"/\", \"event\": \"x\"}]", "#/steps/1: Choose events by one of event, page, goal and any.")]
    [InlineData("\"steps\": [{\"page\": \"/\"}, {}]", "#/steps/1: Choose events by event, page, goal or any.")]
    [InlineData("\"steps\": [{\"page\": \"/\"}, {\"any\": [{\"any\": []}]}]", "#/steps/1/any/0/any: Only event, page, goal, any, filters and name are known here.")]
    [InlineData("\"steps\": [{\"page\": \"/\"}, {\"goal\": \"None\"}]", "#/steps/1/goal: The goal `None` is not configured for this site.")]
    [InlineData(BuySteps + ", \"window\": \"0d\"", "#/window: Invalid window \"0d\": expected \"visit\", or a time of at most 366 days such as 30m, 12h or 7d.")]
    [InlineData(BuySteps + ", \"window\": \"400d\"", "#/window: Invalid window \"400d\": expected \"visit\", or a time of at most 366 days such as 30m, 12h or 7d.")]
    [InlineData(BuySteps + ", \"order\": \"any\"", "#/order: Invalid value \"any\": expected ordered, strict.")]
    [InlineData(BuySteps + ", \"explore\": 2", "#/explore: Invalid value 2: expected a whole number from 1 to 1.")]
    [InlineData(BuySteps + ", \"breakdown\": \"time:day\"", "#/breakdown: A report cannot be broken down by time:day.")]
    [InlineData(BuySteps + ", \"metrics\": []", "#/metrics: This report knows only date_range, filters, steps, order, window, breakdown, interval, explore.")]
    public void WhatCannotBeAskedIsRefusedByItsPath(string members, string error)
    {
        using var store = new QuestionStore([]);

        Assert.Equal([error], store.AskReport("funnels", $"{Day}, {members}"));
    }
}
