using System.Text.Json.Nodes;
using Footfall.Storage.Control;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Footfall.Server.Tests.Contract;

/// <summary>schema/openapi.json and the server agree: on addresses and methods by the server's routes, on statuses, content types and bodies by its answers.</summary>
public sealed class OpenApiTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly ContractDocument Document = ContractDocument.Read();

    [Fact]
    public async Task EveryRouteIsDocumentedAndNothingElseIs() => Assert.Empty(ServerRoutes.Drift(await ServerRoutes.ReadAsync(server), Document.Operations));

    [Fact]
    public async Task EveryAnswerIsAsDocumented()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var names = new Dictionary<string, string> { ["setup"] = (await server.IssueSetupTokenAsync())!, ["hostname"] = "site.example" };
        using var stranger = server.NewBrowser();
        using var tracker = await stranger.GetAsync(new Uri("/js/footfall.js", UriKind.Relative), cancellation);
        names["tracker-etag"] = tracker.Headers.ETag!.ToString();
        using var conversation = new Conversation(server, Document, names);
        var faults = new List<string>();
        foreach (var exchange in Exchanges.All)
        {
            // Found by itself every half minute; here it need not be waited for.
            if (exchange.Operation.EndsWith("/confirm", StringComparison.Ordinal) && exchange.Status == 200) await SeeSiteAsync(names, cancellation);
            if (exchange.Operation == "PUT /api/v1/account/keys" && !names.ContainsKey("keys")) SealedBodies.Make(names);
            faults.AddRange(await conversation.HoldAsync(exchange, cancellation));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void EveryDocumentedAnswerIsShown()
    {
        var shown = Exchanges.All.Select(exchange => $"{exchange.Operation} {exchange.Status}").ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(Document.Answers(), answer => !shown.Contains(answer) && !Exchanges.ShownElsewhere.ContainsKey(answer));
        Assert.DoesNotContain(Exchanges.ShownElsewhere.Keys, answer => shown.Contains(answer) || !Document.Answers().Contains(answer));
        Assert.All(Exchanges.ShownElsewhere.Values.Distinct(), tests => Assert.Single(Directory.GetFiles(Path.Combine(ContractDocument.Root, "tests"), tests + ".cs", SearchOption.AllDirectories)));
    }

    [Fact]
    public void ADriftIsTold() => Assert.Equal(
        ["schema/openapi.json lacks GET /new", "the server has no GET /old"], ServerRoutes.Drift(["GET /same", "GET /new"], ["GET /same", "GET /old"]));

    [Theory]
    [InlineData("""{"status":"ok"}""", "#/parts is missing")]
    [InlineData("""{"status":"fine","parts":{}}""", "#/status is none of")]
    [InlineData("""{"status":"ok","parts":{"store":{"status":"ok","detail":7}}}""", "#/parts/store/detail is no \"string\"")]
    [InlineData("""{"status":"ok","parts":{},"since":1}""", "#/since is not documented")]
    public void AnAnswerOfAnotherShapeIsTold(string answer, string fault)
    {
        var documented = Document.Response("GET /health", 200)!["content"]!["application/json"]!["schema"]!;
        Assert.Contains(Document.Shapes.Faults(documented, JsonNode.Parse(answer)), told => told.StartsWith(fault, StringComparison.Ordinal));
    }

    private async Task SeeSiteAsync(Dictionary<string, string> names, CancellationToken cancellation)
    {
        await using var control = server.App.Services.GetRequiredService<ControlDatabase>().Connect();
        var project = Guid.Parse(names["project"]);
        var hostname = names["hostname"];
        // On a slow machine the server has found it by itself.
        if (await control.Sites.AnyAsync(site => site.ProjectId == project && site.Hostname == hostname, cancellation)) return;
        control.Sites.Add(new SiteRow { ProjectId = project, Hostname = hostname, FirstSeen = DateTime.UnixEpoch });
        await control.SaveChangesAsync(cancellation);
    }
}
