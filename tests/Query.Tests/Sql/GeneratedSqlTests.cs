using System.Text.RegularExpressions;
using Footfall.Events;
using Footfall.Query.Parsing;
using Footfall.Query.Planning;
using Footfall.Query.Sql;
using Footfall.Query.Tests.Store;
using Footfall.Storage.Events;

namespace Footfall.Query.Tests.Sql;

/// <summary>The DuckDB of a browser runs the same statements, without JSON, Parquet and ICU: none of their functions, types and casts may appear.</summary>
public partial class GeneratedSqlTests
{
    /// <summary>What is followed by a parenthesis in any statement: functions of DuckDB's core, and SQL's own words. Add to it only what the browser's build has without a network.</summary>
    private static readonly HashSet<string> Allowed = new(StringComparer.OrdinalIgnoreCase)
    {
        "cast", "coalesce", "contains", "count", "date_trunc", "epoch_us", "generate_series", "greatest", "least", "list_append", "lower", "max", "min", "nullif", "regexp_matches", "round", "row_number", "starts_with", "sum", "unnest", "url_decode", "string_split", "epoch_ms",
        "and", "as", "by", "c", "decimal", "distinct", "else", "filter", "from", "g", "in", "interval", "join", "not", "or", "over", "select", "then", "values", "when", "where",
    };

    private static readonly string[] Forbidden = ["json", "parquet", "timestamptz", "with time zone", "at time zone", "current_date", "current_timestamp", "now()", "collate", "read_", "timezone", "strftime('%z"];

    [Fact]
    public void EveryStatementUsesOnlyWhatTheBrowserHasOffline()
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var seed = 0; seed < 4_000; seed++)
        {
            foreach (var statement in Statements(RandomCase.Make(seed)))
            {
                var text = TextLiteral().Replace(statement, "''");
                seen.UnionWith(Called().Matches(text).Select(match => match.Groups[1].Value));
                Assert.DoesNotContain(Forbidden, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
            }
        }

        var people = BotExceptions.Read(["signal:crawler", "hostname:it's.example"]);
        var range = new TimeRange(DateTime.UnixEpoch, DateTime.UnixEpoch.AddDays(1));
        foreach (var contents in (SqlStatement[])[ContentsSql.BotReasons(Dialect.Browser, 7, range, people), ContentsSql.BotExamples(Dialect.Browser, 7, range), ContentsSql.RecentEvents(Dialect.Browser, [7], 50),
            ContentsSql.SeenEvents(Dialect.Browser, 7), ContentsSql.Visitors(Dialect.Browser, 7, range, people), ContentsSql.FirstEvent(Dialect.Browser, 7, people)])
        {
            Assert.Empty(contents.Parameters);
            seen.UnionWith(Called().Matches(contents.Text).Select(match => match.Groups[1].Value));
        }

        Assert.Empty(seen.Except(Allowed, StringComparer.OrdinalIgnoreCase));
        Assert.True(new[] { "regexp_matches", "starts_with", "date_trunc", "contains", "generate_series", "epoch_us", "lower" }.All(seen.Contains), "The questions did not reach all of the generator.");
    }

    [Fact]
    public void TheScanFindsWhatItLooksFor()
    {
        var called = Called().Matches("SELECT json_extract(e.props, $1), timezone ('UTC', e.time)").Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(["json_extract", "timezone"], called);
        Assert.Empty(called.Intersect(Allowed));
    }

    [Fact]
    public void TheSchemaHasOnlyTypesThatTheBrowserHasOffline()
    {
        var assembly = typeof(EventStore).Assembly;
        var migrations = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(migrations);
        foreach (var name in migrations)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var text = Comment().Replace(reader.ReadToEnd(), "");
            Assert.DoesNotContain(Forbidden, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>The text of a statement comes from the question's shape alone: not one character of what is asked for or of what goals are called is in it.</summary>
    [Theory]
    [InlineData("' OR 1=1 --")]
    [InlineData("\"; DROP TABLE events; --")]
    [InlineData("$1 ? %s {0} \\")]
    [InlineData("x\u0000y\u2028\U0001F9EA")]
    public void WhatIsAskedForIsBoundAndNeverWritten(string hostile)
    {
        var quoted = System.Text.Json.JsonSerializer.Serialize(hostile);
        var members = $$"""
            "date_range": ["2024-03-01", "2024-03-01"], "metrics": ["visitors", "conversion_rate"], "dimensions": [{{System.Text.Json.JsonSerializer.Serialize("event:props:" + hostile)}}],
            "filters": [["is", {{System.Text.Json.JsonSerializer.Serialize("event:props:" + hostile)}}, [{{quoted}}]], ["contains_not", "event:page", [{{quoted}}], {"case_sensitive": false}],
              ["matches_wildcard_not", "event:page", [{{quoted}}]], ["has_not_done", ["is", "event:hostname", [{{quoted}}]]], ["is", "event:goal", [{{quoted}}]]]
            """;
        using var store = new QuestionStore([Make.Event("00:00", hostile).With(hostile, hostile), Make.View("00:01", visitor: 2)])
        {
            Goals = [new Footfall.Events.Goal { Id = Guid.NewGuid(), DisplayName = hostile, EventName = hostile }],
        };
        var (plan, error) = Planner.Plan(QuestionStore.Parse(members), store.Context);
        var statement = QuestionSql.Write(plan ?? throw new InvalidOperationException($"{error}"), Dialect.DuckDb);

        Assert.DoesNotContain(hostile, statement.Text, StringComparison.Ordinal);
        Assert.Contains(hostile, statement.Parameters);
        Assert.Equal([$"{hostile}: 1, 50"], store.Ask(members));
        Assert.Equal([": 2"], store.Ask("\"date_range\": [\"2024-03-01\", \"2024-03-01\"], \"metrics\": [\"events\"]"));
    }

    private static IEnumerable<string> Statements(RandomCase c)
    {
        using var document = System.Text.Json.JsonDocument.Parse($$"""{"site_id": "example.org", {{c.Question}}}""");
        if (QuestionParser.Parse(document.RootElement).Question is not { } question) yield break;
        var project = new Footfall.Events.Project { Id = new(Guid.NewGuid()), Number = new(7), Key = "ff_test", Name = "Test", Mode = Footfall.Events.TrustMode.Anonymous, TimeZone = c.TimeZone };
        var now = new DateTime(2024, 11, 6, 0, 0, 0, DateTimeKind.Utc);
        if (Planner.Plan(question, new QuestionContext(project, RandomCase.Goals, now, now.AddDays(-300))).Plan is not { } plan) yield break;
        yield return QuestionSql.Write(plan, Dialect.DuckDb).Text;
        yield return QuestionSql.WriteCount(plan, Dialect.DuckDb).Text;
        yield return QuestionSql.Write(plan with { OnlyToldRows = question.FirstPlaceBesideTime >= 0 }, Dialect.Browser).Text;
    }

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex TextLiteral();

    [GeneratedRegex(@"([A-Za-z_][A-Za-z_0-9]*)\s*\(")]
    private static partial Regex Called();

    [GeneratedRegex("--.*")]
    private static partial Regex Comment();
}
