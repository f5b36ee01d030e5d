using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Footfall.Server.Metrics;
using Footfall.Server.Tests.Contract;
using Footfall.Server.Tests.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Footfall.Server.Tests.Health;

/// <summary>Alone in the process: meters are the process's, and another server's would stand beside this one's.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed partial class HealthAndMetricsTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task HealthTellsOfEachPart()
    {
        using var stranger = server.NewBrowser();
        using var answer = await stranger.GetAsync(new Uri("/health", UriKind.Relative), Cancellation);
        var health = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("ok", (string?)health["status"]);
        Assert.Matches(@"^\d+\.\d+\.\d+(-[\w.]+)?$", (string?)health["version"]);
        Assert.Equal(["clock", "disk", "journal", "store"], health["parts"]!.AsObject().Select(part => part.Key).Order());
        Assert.All(health["parts"]!.AsObject(), part => Assert.False(string.IsNullOrEmpty((string?)part.Value!["detail"])));
    }

    [Fact]
    public void TheDocumentListsAllMetricsAndNoOthers()
    {
        var document = File.ReadAllText(Path.Combine(ContractDocument.FindRoot(), "docs", "api", "operations.md"));
        var exposed = server.App.Services.GetRequiredService<MetricsRegistry>().Collect()
            .Where(series => !series.Instrument.Meter.Name.StartsWith("Footfall.Tests", StringComparison.Ordinal)).Select(PrometheusText.NameOf).Distinct().Order(StringComparer.Ordinal);
        var documented = MetricName().Matches(document).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(exposed, documented);
    }

    [Fact]
    public async Task MetricsAreValidAndTellOfRequestsEventsJournalQuestionsAndProcess()
    {
        var project = await server.CreateProjectAsync("metrics.example");
        await server.CollectAsync(project, """{"name": "pageview", "url": "https://metrics.example/"}""");
        using var machine = server.NewMachine();
        using var question = new StringContent("""{"site_id": "metrics.example", "metrics": ["visitors"], "date_range": "day"}""", Encoding.UTF8, "application/json");
        using var asked = await machine.PostAsync(new Uri("/api/v2/query", UriKind.Relative), question, Cancellation);
        using var dropped = new StringContent($$"""{"key": "{{project["key"]}}", "events": [{"name": ""}]}""", Encoding.UTF8, "application/json");
        using var refused = await machine.PostAsync(new Uri("/collect", UriKind.Relative), dropped, Cancellation);

        using var answer = await machine.GetAsync(new Uri("/metrics", UriKind.Relative), Cancellation);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var samples = StrictPrometheusParser.Parse(await answer.Content.ReadAsStringAsync(Cancellation));

        Assert.Equal(1, samples["""footfall_requests_total{method="POST",route="/api/v2/query",status="200"}"""]);
        Assert.Equal(1, samples["""footfall_request_duration_seconds_count{route="/api/v2/query"}"""]);
        Assert.Contains(samples, s => s.Key.StartsWith("footfall_ingestion_events_total{", StringComparison.Ordinal) && s.Key.Contains("journalled", StringComparison.Ordinal) && s.Value > 0);
        Assert.Contains(samples, s => s.Key.StartsWith("footfall_ingestion_events_total{", StringComparison.Ordinal) && s.Key.Contains("dropped", StringComparison.Ordinal) && s.Key.Contains("reason=", StringComparison.Ordinal));
        Assert.All(
            ["footfall_journal_depth_bytes", "footfall_journal_depth_events", "footfall_journal_oldest_age_seconds", "footfall_live_watchers", "footfall_process_resident_memory_bytes", "footfall_process_cpu_seconds_total"],
            name => Assert.True(samples.ContainsKey(name), name));
        Assert.All(
            ["footfall_journal_commit_size_bytes_count", "footfall_journal_commit_duration_seconds_count", "footfall_drain_commit_duration_seconds_count", "footfall_query_duration_seconds_count{outcome=\"answered\"}"],
            name => Assert.True(samples.GetValueOrDefault(name) > 0, name));
        Assert.DoesNotContain(samples.Keys, key => key.Contains("metrics.example", StringComparison.Ordinal) || key.Contains("127.0.0.1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    public async Task ThroughAProxyMetricsNeedAToken(string header, string value)
    {
        using var stranger = server.NewBrowser();
        using var open = await stranger.GetAsync(new Uri("/metrics", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        stranger.DefaultRequestHeaders.Add(header, value);
        using var closed = await stranger.GetAsync(new Uri("/metrics", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
        using var machine = server.NewMachine();
        machine.DefaultRequestHeaders.Add(header, value);
        using var allowed = await machine.GetAsync(new Uri("/metrics", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
    }

    [GeneratedRegex("`(footfall_[a-z_]+)`")]
    private static partial Regex MetricName();
}
