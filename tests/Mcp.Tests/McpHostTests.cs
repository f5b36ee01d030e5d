using System.IO.Pipelines;
using System.Net.Http.Headers;
using Footfall.Server.Tests;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Xunit;

namespace Footfall.Mcp.Tests;

/// <summary>A real client over the program's input and output.</summary>
public sealed class McpHostTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task TheProgramAnswersForAServerElsewhere()
    {
        var project = await server.CreateProjectAsync("stdio.example");
        await server.CollectAsync(project, """{"name": "pageview", "url": "https://stdio.example/a", "time": "2026-01-02T10:00:00Z"}""");
        await using var client = await McpClient.CreateAsync(
            new StdioClientTransport(new StdioClientTransportOptions
            {
                Command = "dotnet",
                Arguments = [Path.Combine(AppContext.BaseDirectory, "footfall.dll"), "mcp", "--server", server.Address.ToString()],
                EnvironmentVariables = new Dictionary<string, string?> { ["FOOTFALL_TOKEN"] = RunningServer.Token },
            }),
            cancellationToken: Client.Stop);
        Assert.Equal("footfall", client.ServerInfo?.Name);
        var (answer, _, _) = await client.AskAsync("query", """{"project":"stdio.example","metrics":["pageviews"],"date_range":["2026-01-02","2026-01-02"]}""");
        Assert.Equal(1, (int)answer!["results"]![0]!["metrics"]![0]!);
    }

    [Fact]
    public async Task AServerThatIsAwayIsToldAndTheNextQuestionIsTriedAnew()
    {
        using var http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:1") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", RunningServer.Token);
        var (toServer, toClient) = (new Pipe(), new Pipe());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Client.Stop);
        var running = McpHost.RunAsync(new RemoteApi(http), link: null, "1", toServer.Reader.AsStream(), toClient.Writer.AsStream(), stop.Token);
        await using (var client = await McpClient.CreateAsync(new StreamClientTransport(toServer.Writer.AsStream(), toClient.Reader.AsStream()), cancellationToken: Client.Stop))
        {
            for (var i = 0; i < 2; i++)
            {
                var (_, text, isError) = await client.AskAsync("list_projects", "{}");
                Assert.True(isError);
                Assert.Equal("The server cannot be reached. Check its address, and whether it runs.", text);
            }
        }

        await stop.CancelAsync();
        await running.WaitAsync(Client.Stop);
    }
}
