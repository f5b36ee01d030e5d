using System.Text.Json.Nodes;
using Footfall.Events;
using Footfall.Query.Tests.Store;
using static Footfall.Query.Tests.Store.Make;

namespace Footfall.Query.Tests.Results;

/// <summary>Answers to the letter: clients read them by position and by name.</summary>
public class AnswerShapeTests
{
    [Fact]
    public void AnAnswerHasRowsMetaAndTheQuestionAsItWasUnderstood()
    {
        using var store = new QuestionStore([View("00:00"), View("00:00", visitor: 2)], "Europe/Berlin");

        Same("""
            {"results": [{"dimensions": ["2024-03-01 01:00:00"], "metrics": [2, 100]}],
             "meta": {"imports_included": false, "imports_skip_reason": "no_imported_data", "time_labels": ["2024-03-01 00:00:00", "2024-03-01 01:00:00"], "total_rows": 1},
             "query": {"site_id": "example.org", "metrics": ["visitors", "bounce_rate"], "date_range": ["2024-03-01T00:00:00+01:00", "2024-03-01T01:59:59+01:00"],
               "filters": [["is", "visit:os", ["(not set)"], {"case_sensitive": false}]], "dimensions": ["time:hour"], "order_by": [["time:hour", "asc"], ["visitors", "desc"]],
               "include": {"imports": true, "time_labels": true, "total_rows": true}, "pagination": {"limit": 10000, "offset": 0}}}
            """,
            store.Json("""
            "metrics": ["visitors", "bounce_rate"], "date_range": ["2024-02-29T23:00:00Z", "2024-03-01T00:59:59Z"], "dimensions": ["time:hour"],
            "filters": [["is", "visit:os", ["(not set)"], {"case_sensitive": false}]], "include": {"imports": true, "time_labels": true, "total_rows": true}
            """));
    }

    /// <summary>On 2024-10-27 in Berlin 02:00 came twice; the day before has an hour less, and each of the two hours has its own one beside it.</summary>
    [Fact]
    public void BothHoursOfAClockChangeAreComparedEachWithItsOwn()
    {
        using var store = new QuestionStore(
            [
                Make.View("2024-10-26 00:10"), Make.View("2024-10-26 00:20"), // 02:00
                Make.View("2024-10-26 01:10"), Make.View("2024-10-26 01:20"), Make.View("2024-10-26 01:30"), // 03:00
                Make.View("2024-10-27 00:10"), // the first 02:00
                Make.View("2024-10-27 01:10"), Make.View("2024-10-27 01:20"), Make.View("2024-10-27 01:30"), Make.View("2024-10-27 01:40"), // the second
            ],
            "Europe/Berlin");
        var answer = store.Answer("""
            "metrics": ["pageviews"], "dimensions": ["time:hour"], "date_range": ["2024-10-27", "2024-10-27"], "include": {"comparisons": {"mode": "previous_period"}}
            """);

        Assert.Equal(25, answer.Rows.Count);
        Assert.Equal(
            ["2024-10-27 02:00:00 1, 2024-10-26 02:00:00 2", "2024-10-27 02:00:00 4, 2024-10-26 03:00:00 3"],
            answer.Rows.Where(row => row.Dimensions[0].EndsWith("02:00:00", StringComparison.Ordinal))
                .Select(row => $"{row.Dimensions[0]} {row.Metrics[0]}, {row.Comparison!.Dimensions[0]} {row.Comparison.Metrics[0]}"));
        Assert.Null(answer.Rows[24].Comparison);
    }

    [Fact]
    public void AComparisonStandsBesideEachRow()
    {
        using var store = new QuestionStore([View("00:00"), View("2024-02-29 00:00", visitor: 2), View("2024-02-29 00:00", visitor: 3)]);

        Same("""
            {"results": [{"dimensions": [], "metrics": [1], "comparison": {"dimensions": [], "metrics": [2], "change": [-50]}}], "meta": {},
             "query": {"site_id": "example.org", "metrics": ["visitors"], "date_range": ["2024-03-01T00:00:00+00:00", "2024-03-01T23:59:59+00:00"],
               "comparison_date_range": ["2024-02-29T00:00:00+00:00", "2024-02-29T23:59:59+00:00"], "filters": [], "dimensions": [], "order_by": [["visitors", "desc"]],
               "include": {"imports": false, "time_labels": false, "total_rows": false, "comparisons": {"mode": "previous_period", "match_day_of_week": false}}, "pagination": {"limit": 10000, "offset": 0}}}
            """,
            store.Json("""
            "metrics": ["visitors"], "date_range": ["2024-03-01", "2024-03-01"], "include": {"comparisons": {"mode": "previous_period"}}
            """));
    }

    [Fact]
    public void RevenueIsAnAmountInWordsAndAWarningWhereItCannotBeTold()
    {
        using var store = new QuestionStore([View("00:00"), Event("00:01", "buy") with { Amount = 1234.5m, Currency = "EUR" }])
        {
            Goals = [new Goal { Id = Guid.NewGuid(), DisplayName = "Sale", EventName = "buy", Currency = "EUR" }, new Goal { Id = Guid.NewGuid(), DisplayName = "Seen", EventName = "buy" }],
        };
        const string day = "\"date_range\": [\"2024-03-01\", \"2024-03-01\"], \"metrics\": [\"total_revenue\", \"average_revenue\"]";

        var told = JsonNode.Parse(store.Json(day + ", \"filters\": [[\"is\", \"event:goal\", [\"Sale\"]]]"))!;
        Same("""{"value": 1234.5, "currency": "EUR", "short": "€1.2K", "long": "€1,234.50"}""", told["results"]![0]!["metrics"]![0]!.ToJsonString());
        Assert.Null(told["meta"]!["metric_warnings"]);

        var untold = JsonNode.Parse(store.Json(day + ", \"filters\": [[\"is\", \"event:goal\", [\"Seen\"]]]"))!;
        Same("[null, null]", untold["results"]![0]!["metrics"]!.ToJsonString());
        Assert.Equal("no_revenue_goals_matching", (string?)untold["meta"]!["metric_warnings"]!["total_revenue"]!["code"]);
    }

    [Fact]
    public void RowsAreOrderedByTheRevenueThatTheyShow()
    {
        using var store = new QuestionStore([Event("00:00", "buy") with { Amount = -5m, Currency = "EUR" }, Event("00:01", "rent"), Event("00:02", "look")])
        {
            Goals =
            [
                new Goal { Id = Guid.NewGuid(), DisplayName = "Look", EventName = "look" },
                new Goal { Id = Guid.NewGuid(), DisplayName = "Rent", EventName = "rent", Currency = "EUR" },
                new Goal { Id = Guid.NewGuid(), DisplayName = "Sale", EventName = "buy", Currency = "EUR" },
            ],
        };

        Assert.Equal(["Rent: €0.00", "Sale: -€5.00", "Look: null"], store.Ask("""
            "date_range": ["2024-03-01", "2024-03-01"], "metrics": ["total_revenue"], "dimensions": ["event:goal"]
            """));
    }

    [Fact]
    public void ThePageBeyondTheLastStillTellsHowManyRowsThereAre()
    {
        using var store = new QuestionStore([View("00:00", "/a"), View("00:01", "/b")]);

        var answer = JsonNode.Parse(store.Json("""
            "date_range": ["2024-03-01", "2024-03-01"], "metrics": ["visitors"], "dimensions": ["event:page"], "include": {"total_rows": true}, "pagination": {"limit": 1, "offset": 9}
            """))!;
        Assert.Empty(answer["results"]!.AsArray());
        Assert.Equal(2, (int)answer["meta"]!["total_rows"]!);
    }

    [Fact]
    public void LabelsOfTenYearsByHourAreAllowedAndMoreIsNot()
    {
        using var store = new QuestionStore([View("00:00")]);

        Assert.Equal("#/dimensions/0: time:hour needs a date_range of at most ten years.", store.Refusal("""
            "date_range": ["1970-01-01", "2199-12-31"], "metrics": ["visitors"], "dimensions": ["time:hour"]
            """));
    }

    private static void Same(string expected, string actual) => Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), JsonNode.Parse(actual)!.ToJsonString());
}
