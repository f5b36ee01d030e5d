using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Footfall.Agent.Digests;
using Footfall.Agent.Outputs;
using Footfall.Agent.Settings;
using Footfall.Agent.State;
using Footfall.Agent.Streams;
using Footfall.Testing;
using Xunit;

namespace Footfall.Agent.Tests.Digests;

public sealed class DigestRunnerTests(World world) : IClassFixture<World>
{
    private readonly FakeClock clock = new(TimeProvider.System.GetUtcNow());
    private readonly StringWriter output = new();
    private readonly List<string> told = [];
    private readonly FakeReceiver receiver = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ADigestHasTheAnswersAndGoesWhereItShould()
    {
        using var mailbox = new Mailbox();
        using var reader = await ReaderAsync("pages");
        var runner = Runner(reader, $$"""
            digests:
              - name: pages
                project: {{project!.Id}}
                schedule: { every: day }
                questions:
                  - { title: Pages, question: { metrics: [pageviews], date_range: day, dimensions: ["event:props:tag"] } }
                outputs:
                  - stdout
                  - file: "{{world["pages.md"]}}"
                  - webhook: { url: "https://hooks.example.org/x", secret_variable: SECRET }
                  - email: { server: "{{mailbox.Address}}", from: agent@example.org, to: [owner@example.org] }
            """);
        await runner.RunOnceAsync("pages", isDry: false, Stop);
        const string Row = "| a\\|b | 2 |";
        Assert.Contains(Row, output.ToString(), StringComparison.Ordinal);
        Assert.Contains(Row, await File.ReadAllTextAsync(world["pages.md"], Stop), StringComparison.Ordinal);
        var mail = await mailbox.Message;
        Assert.Contains(Row, mail, StringComparison.Ordinal);
        Assert.Contains("Subject: pages", mail, StringComparison.Ordinal);
        var (body, signature) = Assert.Single(receiver.Taken);
        Assert.Equal("a|b", (string)JsonNode.Parse(body)!["answers"]![0]!["answer"]!["results"]![0]!["dimensions"]![0]!);
        var time = signature.Split(',')[0]["t=".Length..];
        Assert.Equal($"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData("sesame"u8.ToArray(), Encoding.UTF8.GetBytes($"{time}.{body}")))}", signature);
    }

    [Fact]
    public async Task ADryRunSendsNothing()
    {
        using var reader = await ReaderAsync("dry");
        await Runner(reader, Hooked("dry")).RunOnceAsync("dry", isDry: true, Stop);
        Assert.Empty(receiver.Taken);
        Assert.Contains("| visitors |", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsDueGoesOutOnceAndWhatWasNotTakenAgain()
    {
        using var reader = await ReaderAsync("hourly");
        var runner = Runner(reader, Hooked("hourly"));
        await runner.RunDueAsync(Stop);
        Assert.Empty(receiver.Taken);
        clock.Advance(TimeSpan.FromHours(1));
        receiver.Status = HttpStatusCode.BadGateway;
        await runner.RunDueAsync(Stop);
        Assert.Contains("502", Assert.Single(told), StringComparison.Ordinal);
        receiver.Status = HttpStatusCode.OK;
        await runner.RunDueAsync(Stop);
        await runner.RunDueAsync(Stop);
        Assert.Equal(2, receiver.Taken.Count);
    }

    [Fact]
    public async Task AnAlertGoesOutBeyondItsBoundOnly()
    {
        using var reader = await ReaderAsync("alert");
        string Alert(string bound) =>
            $"alerts: [{{ name: a, project: {project!.Id}, schedule: {{ every: hour }}, question: {{ metrics: [pageviews], date_range: day }}, {bound}, outputs: [stdout] }}]";
        await Runner(reader, Alert("above: 2")).RunOnceAsync("a", isDry: false, Stop);
        Assert.Equal("", output.ToString());
        await Runner(reader, Alert("above: 1")).RunOnceAsync("a", isDry: false, Stop);
        Assert.Contains("Alert: a", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAlertOnChangeSaysWhatItWasBefore()
    {
        using var reader = await ReaderAsync("change");
        string Alert(string percent) =>
            $"alerts: [{{ name: jump, project: {project!.Id}, schedule: {{ every: hour }}, question: {{ metrics: [pageviews], date_range: day }}, changes_by_percent: {percent}, outputs: [stdout] }}]";
        await Runner(reader, Alert("50")).RunOnceAsync("jump", isDry: false, Stop);
        Assert.Contains("0 in the period before, 2 now", output.ToString(), StringComparison.Ordinal);
    }

    private SealedWorldProject? project;

    private string Hooked(string name) =>
        $"digests: [{{ name: {name}, project: {project!.Id}, schedule: {{ every: hour }}, questions: [{{ question: {{ metrics: [visitors], date_range: day }} }}], outputs: [{{ webhook: {{ url: \"https://hooks.example.org\", secret_variable: SECRET }} }}] }}]";

    private async Task<AgentReader> ReaderAsync(string visitor)
    {
        project = await world.CreateProjectAsync();
        var view = new JsonObject { ["name"] = "pageview", ["url"] = "https://site.example/", ["visitor"] = visitor, ["props"] = new JsonObject { ["tag"] = "a|b" } };
        await project.CollectAsync([view], [view]);
        var reader = world.NewReader();
        await reader.RefreshAsync(Stop);
        return reader;
    }

    private DigestRunner Runner(AgentReader reader, string yaml)
    {
        var (settings, state) = (AgentSettings.Parse(yaml), AgentState.Open(world[$"{Guid.NewGuid()}.state"], world.AgentKey));
        var streams = new StreamRunner(world.NewServer(), world.AgentKey, reader, settings, state, clock, told.Add);
        return new DigestRunner(reader, streams, settings, state, new OutputMeans(output, new HttpClient(receiver), name => name == "SECRET" ? "sesame" : null), clock, told.Add);
    }

    private sealed class FakeReceiver : HttpMessageHandler
    {
        public List<(string Body, string Signature)> Taken { get; } = [];

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Taken.Add((await request.Content!.ReadAsStringAsync(cancellationToken), request.Headers.GetValues("Footfall-Signature").Single()));
            return new HttpResponseMessage(Status);
        }
    }
}
