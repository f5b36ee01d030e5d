using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Agent.Compaction;
using Footfall.Agent.Keys;
using Footfall.Agent.Reading;
using Footfall.Agent.Remote;
using Footfall.Agent.Segments;
using Footfall.Agent.State;
using Footfall.Agent.Vaults;
using Footfall.Events;
using Footfall.Ingestion;
using Footfall.Ingestion.Enrichment;
using Footfall.Ingestion.Sealed;
using Footfall.Query;
using Footfall.Sealing.Membership;
using Footfall.Storage.Events;
using Microsoft.Extensions.Logging;

namespace Footfall.Agent;

/// <summary>
/// Holds what the agent's sealed projects have, decrypted, in memory, and answers questions of it. Nothing of it is written anywhere. Not safe for use by
/// several threads at once.
/// </summary>
public sealed class AgentReader : IDisposable
{
    private static readonly TimeSpan QuestionTime = TimeSpan.FromMinutes(1);

    private readonly AgentServer server;
    private readonly AgentKey key;
    private readonly VaultReader vaults;
    private readonly AgentState state;
    private readonly Scratch scratch;
    private readonly Func<EventsInMemory> makeEvents;
    private readonly TimeProvider time;
    private readonly SealedPipeline pipeline = new(new IngestionLimits(), new BotDetector(), new UserAgentParser(), new SourceClassifier());
    private readonly Dictionary<Guid, ProjectReading> readings = [];
    private readonly Dictionary<Guid, ProjectState> projects = [];
    private readonly Dictionary<Guid, string> problems = [];
    private readonly List<OpenVault> open = [];

    public AgentReader(AgentServer server, AgentKey key, AgentState state, Scratch scratch, EventStoreOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        (this.server, this.key, this.state, this.scratch, this.time) = (server, key, state, scratch, time);
        vaults = new VaultReader(server, key, state);
        makeEvents = () => EventsInMemory.Open(options, time, loggers);
    }

    public IEnumerable<Project> Projects => projects.Values.Select(project => project.Project);

    /// <summary>By project: why nothing of it is answered. Filled by each refresh anew.</summary>
    public IReadOnlyDictionary<Guid, string> Problems => problems;

    internal IReadOnlyDictionary<Guid, ProjectState> States => projects;

    /// <summary>By its id, a domain or its name.</summary>
    public Project? Find(string name) => Projects.FirstOrDefault(project => project.Id.ToString() == name || project.Domains.Contains(name, StringComparer.OrdinalIgnoreCase) || project.Name == name);

    /// <summary>What was read of a project; null before anything was.</summary>
    public ReadingCounts? CountsOf(Project project) => readings.GetValueOrDefault(project.Id.Value)?.Counts;

    /// <summary>Reads what has come since the last time, in every project of every vault.</summary>
    /// <exception cref="AgentException">The server refuses, or shows a vault that does not hold.</exception>
    /// <exception cref="HttpRequestException">The server cannot be reached; what was read stays.</exception>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        Forget();
        open.AddRange(await vaults.ReadAllAsync(cancellation));
        foreach (var vault in open)
        {
            foreach (var project in await ProjectList.ReadAsync(server, vault, cancellation)) await RefreshAsync(vault, project, cancellation);
        }

        foreach (var gone in readings.Keys.Except(projects.Keys).Except(problems.Keys).ToList()) Drop(gone);
        state.Save();
    }

    /// <summary>The answer to a question of the query API, as the server would write it for an open project; or why there is none.</summary>
    public async Task<(byte[]? Answer, string? Error)> AskAsync(Project project, JsonElement question, CancellationToken cancellation)
    {
        if (problems.TryGetValue(project.Id.Value, out var problem)) return (null, problem);
        if (!readings.TryGetValue(project.Id.Value, out var reading)) return (null, "The project was not read yet.");
        if (question.ValueKind != JsonValueKind.Object) return (null, "A question is an object.");
        var complete = JsonObject.Create(question)!;
        complete["site_id"] = project.Id.ToString();
        var found = projects.GetValueOrDefault(project.Id.Value);
        var questions = new LocalQuestions(reading.Events, _ => found?.Goals ?? [], found?.Segments ?? [], time, QuestionTime);
        return await questions.AskAsync(project, JsonSerializer.SerializeToElement(complete), cancellation);
    }

    /// <summary>Puts segments in the place of envelopes where that is due, as the last refresh found things. Needs a role that may write, and a folder in memory.</summary>
    /// <exception cref="AgentException">The server refuses.</exception>
    public async Task<Compacted> CompactAsync(Project project, CompactionRules rules, CancellationToken cancellation)
    {
        if (problems.ContainsKey(project.Id.Value) || !projects.TryGetValue(project.Id.Value, out var found)) return default;
        if (!scratch.Exists || found.Vault.Me.Role < Role.Member) return default;
        var counts = ReadingOf(project.Id.Value).Counts;
        return await new Compactor(server, key, pipeline, scratch, rules, time, found).RunAsync(counts.EventsAnEnvelope, cancellation);
    }

    public void Dispose()
    {
        Forget();
        foreach (var project in readings.Keys.ToList()) Drop(project);
    }

    private async Task RefreshAsync(OpenVault vault, Project project, CancellationToken cancellation)
    {
        var id = project.Id.Value;
        try
        {
            var (chains, epochs) = (new ChainReader(server, state, vault, id), await EpochReader.ReadAsync(server, vault, id, cancellation));
            var segments = await chains.ReadAsync(epochs, cancellation);
            var documents = new SealedDocuments(server, state, vault, id);
            projects[id] = new ProjectState(project, vault, segments, await GoalDocuments.ReadAsync(documents, cancellation), await SavedSegmentDocuments.ReadAsync(documents, cancellation));
            // Events cannot be taken out one by one, since visits were made of them.
            if (ReadingOf(id).IsStale(segments)) Drop(id);
            await ReadingOf(id).ReadSegmentsAsync(project, segments, cancellation);
            await ReadingOf(id).ReadEnvelopesAsync(project, segments, cancellation);
            // What was compacted meanwhile is in no page of envelopes any more.
            segments = await chains.ReadAsync(epochs, cancellation);
            await ReadingOf(id).ReadSegmentsAsync(project, segments, cancellation);
            projects[id] = projects[id] with { Epochs = segments };
        }
        catch (AgentException refusal)
        {
            problems[id] = refusal.Message;
        }
        catch (EventStoreUnavailableException lost)
        {
            problems[id] = $"{lost.Message} Give the agent more memory with --memory if it happens again.";
            Drop(id);
        }
    }

    private ProjectReading ReadingOf(Guid project) =>
        readings.TryGetValue(project, out var reading) ? reading : readings[project] = new ProjectReading(server, pipeline, makeEvents(), scratch, project);

    private void Drop(Guid project)
    {
        if (readings.Remove(project, out var reading)) reading.Dispose();
    }

    private void Forget()
    {
        foreach (var project in projects.Values) project.Dispose();
        foreach (var vault in open) vault.Dispose();
        projects.Clear();
        problems.Clear();
        open.Clear();
    }
}
