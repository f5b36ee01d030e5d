using System.Text.Json.Nodes;
using Footfall.Query.Sql;
using Footfall.Query.Planning;
using Footfall.Query.Tests.Store;
using static Footfall.Query.Tests.Store.Make;

namespace Footfall.Query.Tests.Sql;

public class BotExceptionsTests
{
    private const string Day = "\"date_range\": [\"2024-03-01\", \"2024-03-01\"]";

    private static readonly Happening[] Happenings =
    [
        View("10:00"), View("10:00", visitor: 2) with { BotReason = "datacenter" }, View("10:01", "/b", 2) with { BotReason = "datacenter" },
        View("10:00", visitor: 3) with { BotReason = "crawler", Browser = "Firefox" }, View("10:00", visitor: 4) with { BotReason = "crawler", Hostname = "status.example.org", Browser = null },
        View("10:00", visitor: 5) with { BotReason = "headless" },
    ];

    [Theory]
    [InlineData("", "1, 1, 1, 1")]
    [InlineData("signal:datacenter", "2, 2, 3, 3")]
    [InlineData("browser:Firefox", "2, 2, 2, 2")]
    [InlineData("hostname:status.example.org", "2, 2, 2, 2")]
    [InlineData("signal:datacenter signal:crawler", "4, 4, 5, 5")]
    [InlineData("network:203.0.113.0/24", "1, 1, 1, 1")]
    public void WhatTheOwnerSaysIsNoBotCountsInThePastToo(string exceptions, string expected)
    {
        using var store = new QuestionStore(Happenings).Excepting(exceptions.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal([$": {expected}"], store.Ask($$"""{{Day}}, "metrics": ["visitors", "visits", "pageviews", "events"]"""));
    }

    [Fact]
    public void AQuestionThatSpeaksOfBotsSeesWhatWasJudged()
    {
        using var store = new QuestionStore(Happenings).Excepting("signal:datacenter");

        Assert.Equal(["(none): 1", "crawler: 2", "datacenter: 2", "headless: 1"], store.Ask($$"""{{Day}}, "metrics": ["events"], "dimensions": ["event:bot"], "order_by": [["event:bot", "asc"]]"""));
    }

    [Fact]
    public void ReportsFollowAndAPlanSaysTheSame()
    {
        using var store = new QuestionStore(Happenings).Excepting("signal:datacenter");
        const string question = $$"""{{{Day}}, "series": [{"measure": "visitors"}]}""";

        var answer = Reported.Open(store, "trends", question);

        Assert.Contains("totals: 1, 2, 3", Reported.Lines(answer));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(answer), JsonNode.Parse(Reported.ByPlan(store, "trends", question))));
    }

    [Fact]
    public void WhatIsKeptApartIsToldWithWhatIsCountedAllTheSame()
    {
        using var store = new QuestionStore(Happenings).Excepting("signal:datacenter", "browser:Firefox");
        var range = new TimeRange(At("00:00"), At("23:59"));

        Assert.Equal(["crawler, 2, 2, 1", "datacenter, 2, 1, 2", "headless, 1, 1, 0"], store.Told(ContentsSql.BotReasons(Dialect.DuckDb, store.Project.Number.Value, range, store.Project.BotExceptions)));
    }
}
