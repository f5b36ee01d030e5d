using System.Globalization;
using System.Net;
using Footfall.Ingestion.Tests.Endpoints;
using Xunit;

namespace Footfall.Ingestion.Tests.Dialects;

public sealed class PostHogTests(CollectHost host) : IClassFixture<CollectHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatTheNodeClientSentIsStoredOnceHoweverOftenItComes()
    {
        foreach (var prefix in new[] { "", "/compat/posthog", "" }) Assert.All(await host.ReplayAsync("posthog-node", prefix), text => Assert.Equal("""{"status":"Ok"}""", text));

        var rows = (await host.StoredAsync(21, Stored.Columns)).Where(row => row["library"] == "posthog-node/5.70.0").ToList();
        Assert.Equal(["alias", "anon_event", "group", "grouped", "identify", "immediate_event", "order_completed", "pageview"], rows.Select(row => row["name"]!).Order(StringComparer.Ordinal));
        var order = rows.Of("order_completed");
        Assert.Equal(("user-1", "018f2c5e-0000-7000-8000-000000000001", null), (order["client_visitor"], order["session"], order["user_id"]));
        Assert.Equal(("shop.example.com", "/checkout", "?utm_source=news", "news.example.com"), (order["hostname"], order["path"], order["url_query"], order["referrer"]));
        Assert.Equal("{total=42.5, currency=EUR, items='[\"a\",\"b\"]', nested.x=1}", order["props"]);
        Assert.Equal("{total=42.5, nested.x=1.0}", order["numbers"]);
        Assert.Equal(("user-1", "user-1", "{traits.first_seen=2026-01-01, traits.plan=pro}", "false"), (rows.Of("identify")["client_visitor"], rows.Of("identify")["user_id"], rows.Of("identify")["props"], rows.Of("identify")["interactive"]));
        Assert.Equal("{company=acme}", rows.Of("grouped")["groups"]);
        Assert.Equal(("{company=acme}", "{traits.seats=10}", null), (rows.Of("group")["groups"], rows.Of("group")["props"], rows.Of("group")["client_visitor"]));
        Assert.Equal(("anon-1", "user-1"), (rows.Of("alias")["client_visitor"], rows.Of("alias")["user_id"]));
        Assert.Equal(("anon-1", null), (rows.Of("anon_event")["client_visitor"], rows.Of("anon_event")["user_id"]));
        Assert.All(rows, row => Assert.Equal((null, null), (row["bot_reason"], row["country"])));
    }

    [Fact]
    public async Task WhatTheOldWebClientSentIsStored()
    {
        var answers = await host.ReplayAsync("posthog-js-old");

        Assert.Contains(answers, text => text.Contains("featureFlags", StringComparison.Ordinal));
        var rows = (await host.StoredAsync(21, Stored.Columns)).Where(row => row["library"] == "posthog-js/1.96.1").ToList();
        Assert.NotEmpty(rows);
        Assert.Equal(rows.Count, rows.Select(row => (row["name"], row["props"], row["path"])).Count());
        var page = rows.First(row => row["name"] == "pageview");
        Assert.Equal(("site.localhost", "/", "Pricing", "Hacker News", "1280"), (page["hostname"], page["path"], page["title"], page["source"], page["screen_width"]));
        Assert.All(rows.Where(row => row["name"] != "$feature_flag_called"), row => Assert.DoesNotContain("$", row["props"] ?? "", StringComparison.Ordinal));
        Assert.All(rows, row => Assert.DoesNotContain("ada@", string.Join('|', row.Values), StringComparison.Ordinal));
        Assert.Single(rows.Select(row => row["client_visitor"]).Distinct());
        Assert.All(rows.Where(row => row["name"] == "order_completed"), row => Assert.Equal("42.5", row["props"]!.Split("total=")[1].Split([',', '}'])[0]));
    }

    [Theory]
    [InlineData("/capture/", """{"api_key":"ff_anonymous","event":"NAME","properties":{"distinct_id":"u","a":1}}""")]
    [InlineData("/e?ip=1&_=1795336281000&ver=1", """[{"event":"NAME","properties":{"token":"ff_anonymous","distinct_id":"u","a":1},"offset":5}]""")]
    [InlineData("/i/v0/e/", """{"token":"ff_anonymous","batch":[{"event":"NAME","distinct_id":"u","properties":{"a":1}}]}""")]
    [InlineData("/batch", """{"batch":[{"event":"NAME","properties":{"token":"ff_anonymous","a":1}}]}""")]
    [InlineData("/track", """{"api_key":"ff_anonymous","event":"NAME","properties":{"a":1}}""")]
    [InlineData("/compat/posthog/track/", """{"event":"NAME","properties":{"token":"ff_anonymous","a":1}}""")]
    [InlineData("/capture?token=ff_anonymous", """{"event":"NAME","properties":{"a":1}}""")]
    public async Task EveryAddressAndShapeIsTaken(string path, string body)
    {
        var name = "shape" + path.GetHashCode(StringComparison.Ordinal).ToString(CultureInfo.InvariantCulture);

        var (status, text) = await host.TellAsync(path, body.Replace("NAME", name, StringComparison.Ordinal));

        Assert.True(status == 200, text);
        var row = (await host.StoredAsync(1, Stored.Columns)).Of(name);
        Assert.Equal(("{a=1}", null, null), (row["props"], row["client_visitor"], row["bot_reason"]));
    }

    [Fact]
    public async Task TheProtocolV1HasItsFieldsBesideTheProperties()
    {
        const string body = """
            {"created_at":"2026-11-27T00:00:00Z","batch":[
              {"event":"v1","uuid":"01a20262-0000-7000-8000-000000000001","distinct_id":"d","session_id":"s","options":{"process_person_profile":false},"properties":{"$is_identified":true,"x":true}},
              {"event":"v1-nobody","uuid":"01a20262-0000-7000-8000-000000000002","distinct_id":"d","options":{"cookieless_mode":true},"properties":{}}]}
            """;
        var (status, text) = await host.TellAsync("/i/v1/analytics/events", body, ("Authorization", "Bearer ff_identified"), ("PostHog-Sdk-Info", "posthog-python/9.9.9"), ("PostHog-Attempt", "2"));

        Assert.Equal((200, """{"results":{}}"""), (status, text));
        var rows = await host.StoredAsync(2, Stored.Columns);
        Assert.Equal(("d", null, "s", "posthog-python/9.9.9"), (rows.Of("v1")["client_visitor"], rows.Of("v1")["user_id"], rows.Of("v1")["session"], rows.Of("v1")["library"]));
        Assert.Null(rows.Of("v1-nobody")["client_visitor"]);
    }

    [Fact]
    public async Task WhatTheClientNoticesByItselfHasFootfallsNames()
    {
        const string body = """
            {"api_key":"ff_identified","batch":[
              {"event":"$autocapture","properties":{"$event_type":"click","$el_text":"Buy","$elements":[{"tag_name":"a","attr__email":"x"}],"$lib":"web"}},
              {"event":"$screen","properties":{"$screen_name":"Settings","$lib":"posthog-ios"}},
              {"event":"$exception","properties":{"$exception_list":[{"type":"TypeError","value":"boom","stacktrace":{"frames":[]}}],"$exception_level":"error"}},
              {"event":"$set","$set":{"plan":"pro","email":"ada@example.com"},"properties":{}},
              {"event":"$pageleave","properties":{"$current_url":"/a","$host":"noticed.example"}},
              {"event":"bought","properties":{"revenue":9.5,"currency":"usd","$feature/x":"on","$survey_id":"s"}}]}
            """;
        Assert.Equal(200, (await host.TellAsync("/batch/", body)).Status);

        var rows = await host.StoredAsync(2, Stored.Columns);
        Assert.Equal("{text=Buy}", rows.Of("click")["props"]);
        Assert.Equal("{screen_name=Settings}", rows.Of("screen_view")["props"]);
        Assert.Equal("{type=TypeError, message=boom, level=error}", rows.Of("error")["props"]);
        Assert.Equal("{traits.plan=pro}", rows.Of("profile_update")["props"]);
        Assert.Equal(("noticed.example", "/a"), (rows.Of("page_leave")["hostname"], rows.Of("page_leave")["path"]));
        Assert.Equal(("9.500", "USD", "{revenue=9.5, currency=usd, $survey_id=s}"), (rows.Of("bought")["revenue_amount"], rows.Of("bought")["revenue_currency"], rows.Of("bought")["props"]));
    }

    [Theory]
    [InlineData("/flags/?v=2", "flags")]
    [InlineData("/decide/?v=3", "featureFlags")]
    public async Task FlagsAreNone(string path, string member)
    {
        var (status, text) = await host.TellAsync(path, """{"token":"ff_anonymous","distinct_id":"u"}""");

        Assert.Equal(200, status);
        Assert.Contains($"\"{member}\":{{}}", text, StringComparison.Ordinal);
        Assert.Contains("\"errorsWhileComputingFlags\":false", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/array/ff_anonymous/config", 200, "{")]
    [InlineData("/array/ff_anonymous/config.js", 200, "(function(w){")]
    [InlineData("/array/ff_unknown/config.js", 404, "{")]
    [InlineData("/flags/definitions?token=ff_anonymous&send_cohorts", 200, "{\"flags\":[]")]
    [InlineData("/api/surveys/?token=ff_anonymous", 200, "{\"surveys\":[]}")]
    public async Task QuestionsBesideAreAnswered(string path, int status, string begins)
    {
        using var answer = await host.Client.GetAsync(path, Cancellation);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.StartsWith(begins, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/batch", "{}", 401)]
    [InlineData("/batch", """{"api_key":"ff_unknown","batch":[{"event":"x"}]}""", 401)]
    [InlineData("/batch", """{"api_key":"ff_anonymous","batch":[]}""", 200)]
    [InlineData("/batch", """{"api_key":"ff_limited","batch":[{"event":"x"}]}""", 503)]
    [InlineData("/e", "nonsense", 400)]
    [InlineData("/e", "", 400)]
    [InlineData("/e", "7", 400)]
    public async Task RefusalsAreTheOnesThatClientsUnderstand(string path, string body, int status)
    {
        using var answer = await host.PostAsync(body, path, ("Origin", "https://site.example"));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("https://site.example", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal(status == 503, answer.Headers.RetryAfter is not null);
        if (path == "/batch" && status != 200) Assert.Contains($"\"code\":{status}", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BeaconsAndGetsAreTakenToo()
    {
        using var answer = await host.Client.GetAsync("/e/?data=" + Uri.EscapeDataString("""{"event":"by-get","properties":{"token":"ff_anonymous"}}"""), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        (await host.StoredAsync(1, Stored.Columns)).Of("by-get");
    }
}
