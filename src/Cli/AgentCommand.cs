using System.CommandLine;
using System.Text.Json;
using Footfall.Agent;
using Footfall.Agent.Compaction;
using Footfall.Agent.Digests;
using Footfall.Agent.Keys;
using Footfall.Agent.Outputs;
using Footfall.Agent.Remote;
using Footfall.Agent.Segments;
using Footfall.Agent.Settings;
using Footfall.Agent.State;
using Footfall.Agent.Streams;
using Footfall.Server.Remote;
using Footfall.Storage.Events;
using Microsoft.Extensions.Logging.Abstractions;

namespace Footfall.Cli;

/// <summary><c>footfall agent</c>: a member of a vault that is a machine. It reads sealed projects in memory, and answers questions of them.</summary>
internal static class AgentCommand
{
    private const string TokenSetting = "FOOTFALL_AGENT_TOKEN";
    private const string UsualSettings = "footfall.yaml";

    public static Command Create()
    {
        var server = new Option<RemoteServer>("--server") { Description = "The server that keeps the sealed projects, such as https://stats.example.org.", Required = true, CustomParser = DashboardCommand.ParseServer };
        var key = new Option<string>("--key") { Description = "The key file that `footfall keygen` made.", Required = true };
        var state = new Option<string?>("--state") { Description = "The file for what the agent keeps between its runs: positions, and no word of any event. By default beside the key file." };
        var scratch = new Option<string?>("--scratch") { Description = "A folder in memory, for the moments in which DuckDB writes or reads a decrypted segment. By default /dev/shm, where that is in memory." };
        var memory = new Option<int?>("--memory") { Description = "Megabytes for the events of each project; by default half of what there is, a gigabyte at most." };
        var ask = new Option<string?>("--ask") { Description = "Ask the question in this file, in JSON as for POST /api/v2/query, print the answer and end." };
        var config = new Option<string?>("--config") { Description = "The digests, alerts and streams; by default footfall.yaml, where it is there." };
        var once = new Option<string?>("--once") { Description = "Run the digest, alert or stream of this name now, whatever the clock says, and end." };
        var dry = new Option<bool>("--dry-run") { Description = "With --once: print it, and send nothing." };
        memory.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 64) result.AddError("Give 64 megabytes or more.");
        });
        var command = new Command("agent", $"Read sealed projects on this machine, by the agent's keys and the token in {TokenSetting}; see docs/agent.md.") { server, key, state, scratch, memory, ask, config, once, dry };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.InvocationConfiguration,
            async (output, stop) =>
            {
                var file = parsed.GetRequiredValue(key);
                using var agentKey = AgentKeyFile.Read(file);
                using var remote = new AgentServer(parsed.GetRequiredValue(server).Address, Token());
                using var memoryFolder = Scratch.Open(parsed.GetValue(scratch));
                var options = parsed.GetValue(memory) is { } megabytes ? new EventStoreOptions { MemoryLimit = (long)megabytes << 20 } : new EventStoreOptions();
                var kept = AgentState.Open(parsed.GetValue(state) ?? file + ".state", agentKey);
                var settings = ReadSettings(parsed.GetValue(config));
                using var reader = new AgentReader(remote, agentKey, kept, memoryFolder, options, TimeProvider.System, NullLoggerFactory.Instance);
                if (parsed.GetValue(ask) is { } question) await AskAsync(reader, question, output, stop);
                else
                {
                    var streams = new StreamRunner(remote, agentKey, reader, settings, kept, TimeProvider.System, output.WriteLine);
                    await WorkAsync(reader, streams, settings, kept, parsed.GetValue(once), parsed.GetValue(dry), output, stop);
                }
            },
            cancellation));
        return command;
    }

    private static string Token() => Environment.GetEnvironmentVariable(TokenSetting) is { Length: > 0 } token
        ? token
        : throw new AgentException($"The agent's token is missing: put what the vault's page showed when the agent was added into {TokenSetting}.");

    private static async Task AskAsync(AgentReader reader, string file, TextWriter output, CancellationToken cancellation)
    {
        var question = ReadQuestion(file);
        await reader.RefreshAsync(cancellation);
        var named = question.TryGetProperty("site_id", out var site) && site.ValueKind == JsonValueKind.String ? site.GetString()! : "";
        var project = reader.Find(named) ?? throw new AgentException($"The agent reads no project \"{named}\": name one in the question's site_id by its id, a domain or its name.");
        var (answer, error) = await reader.AskAsync(project, question, cancellation);
        if (answer is null) throw new AgentException(error!);
        await output.WriteLineAsync(System.Text.Encoding.UTF8.GetString(answer));
    }

    private static AgentSettings ReadSettings(string? file) => file is null && !File.Exists(UsualSettings) ? AgentSettings.None : AgentSettings.Read(file ?? UsualSettings);

    private static async Task WorkAsync(AgentReader reader, StreamRunner streams, AgentSettings settings, AgentState state, string? once, bool isDry, TextWriter output, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };
        var digests = new DigestRunner(reader, streams, settings, state, new OutputMeans(output, http, Environment.GetEnvironmentVariable), TimeProvider.System, output.WriteLine);
        if (once is null)
        {
            await new AgentLoop(reader, new CompactionRules(), TimeProvider.System, output.WriteLine, async stop =>
            {
                // First, since alerts may look at what streams have.
                await streams.RunDueAsync(stop);
                await digests.RunDueAsync(stop);
            }).RunAsync(cancellation);
            return;
        }

        await reader.RefreshAsync(cancellation);
        if (settings.Streams.Any(stream => stream.Name == once)) await output.WriteLineAsync(await streams.RunOnceAsync(once, isDry, cancellation));
        else await digests.RunOnceAsync(once, isDry, cancellation);
    }

    private static JsonElement ReadQuestion(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(file)) is { ValueKind: JsonValueKind.Object } question ? question : throw new AgentException($"{file} is no question: it is an object.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new AgentException($"{file} cannot be read as a question: {error.Message}");
        }
    }

    private static async Task<int> RunAsync(InvocationConfiguration console, Func<TextWriter, CancellationToken, Task> work, CancellationToken cancellation)
    {
        try
        {
            await work(console.Output, cancellation);
            return 0;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 130;
        }
        catch (Exception refusal) when (refusal is AgentException or HttpRequestException or EventStoreUnavailableException or IOException)
        {
            await console.Error.WriteLineAsync($"footfall: {refusal.Message}");
            return 1;
        }
    }
}
