using System.Collections.Frozen;
using System.Text.Json;
using Footfall.Events;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Storage.Control;

/// <summary>
/// All projects with their goals, segments and running experiments, in memory, for the hot paths. Reads take no lock and see one consistent snapshot; whoever changes the control plane calls
/// <see cref="ReloadAsync"/> afterwards.
/// </summary>
public sealed class ProjectDirectory(ControlDatabase database) : IDisposable
{
    /// <summary>Of a project; each page load is told all of them.</summary>
    private const int MostRunning = 50;

    private readonly SemaphoreSlim reloading = new(1, 1);
    private volatile Snapshot snapshot = Snapshot.Of([], [], [], []);

    /// <summary>Ordered by number.</summary>
    public IReadOnlyList<Project> All => snapshot.Projects;

    /// <summary>Compares ordinally: a write key is exact.</summary>
    public Project? ByKey(string key) => snapshot.ByKey.GetValueOrDefault(key);

    public Project? ByAppName(string appName) => snapshot.ByAppName.GetValueOrDefault(appName);

    /// <summary>Ignores case.</summary>
    public Project? ByDomain(string domain) => snapshot.ByDomain.GetValueOrDefault(domain);

    public Project? ById(Guid id) => snapshot.ById.GetValueOrDefault(id);

    public Project? ByNumber(ProjectNumber number) => snapshot.ByNumber.GetValueOrDefault(number);

    /// <summary>A project by any of its domains or its UUID, as questions name it.</summary>
    public Project? BySiteId(string siteId) => Guid.TryParse(siteId, out var id) ? ById(id) : ByDomain(siteId);

    public IReadOnlyList<Goal> GoalsOf(ProjectNumber number) => snapshot.Goals.GetValueOrDefault(number) ?? [];

    public IReadOnlyList<SavedSegment> SegmentsOf(ProjectNumber number) => snapshot.Segments.GetValueOrDefault(number) ?? [];

    /// <summary>By key.</summary>
    public IReadOnlyList<RunningExperiment> ExperimentsOf(ProjectNumber number) => snapshot.Experiments.GetValueOrDefault(number) ?? [];

    public async Task ReloadAsync(CancellationToken cancellation = default)
    {
        await reloading.WaitAsync(cancellation);
        try
        {
            await using var control = database.Connect();
            var rows = await control.Projects.AsNoTracking().AsSplitQuery()
                .Include(p => p.Domains).Include(p => p.DeclaredEvents).Include(p => p.Goals).Include(p => p.Vault)
                .OrderBy(p => p.Number).ToListAsync(cancellation);
            var held = (await control.Definitions.AsNoTracking().Where(d => d.Kind == DefinitionKinds.Segment || d.Kind == DefinitionKinds.Experiment).OrderBy(d => d.Name).ToListAsync(cancellation)).ToLookup(d => (d.ProjectId, d.Kind));
            snapshot = Snapshot.Of(
                [.. rows.Select(ToProject)],
                rows.ToDictionary(row => new ProjectNumber(row.Number), ToGoals),
                rows.ToDictionary(row => new ProjectNumber(row.Number), row => held[(row.Id, DefinitionKinds.Segment)].Select(ToSegment).ToList()),
                rows.ToDictionary(row => new ProjectNumber(row.Number), row => held[(row.Id, DefinitionKinds.Experiment)].Select(ToExperiment).OfType<RunningExperiment>().Take(MostRunning).ToList()));
        }
        finally
        {
            reloading.Release();
        }
    }

    public void Dispose() => reloading.Dispose();

    private static Project ToProject(ProjectRow row) => new()
    {
        Id = new ProjectId(row.Id),
        Number = new ProjectNumber(row.Number),
        Key = row.Key,
        Name = row.Name,
        AppName = row.AppName,
        Mode = row.Mode,
        Identity = row.Vault?.Identity ?? default,
        Vault = row.Vault?.VaultId,
        Domains = [.. row.Domains.OrderBy(d => d.Position).Select(d => d.Domain)],
        AllowedHosts = row.AllowedHosts,
        TimeZone = row.TimeZone,
        RetentionDays = row.RetentionDays,
        OptOut = row.OptOut,
        RedactedParameters = row.RedactedParameters,
        BotExceptions = BotExceptions.Read(row.BotExceptions),
        DeclaredEvents = [.. row.DeclaredEvents.OrderBy(d => d.Name, StringComparer.Ordinal).Select(d => new DeclaredEvent(d.Name, d.Purpose, d.Props))],
        RefuseUndeclared = row.RefuseUndeclared,
        RateLimitPerMinute = row.RateLimitPerMinute,
    };

    private static List<Goal> ToGoals(ProjectRow row) =>
        [.. row.Goals.OrderBy(g => g.DisplayName, StringComparer.Ordinal)
            .Select(g => new Goal { Id = g.Id, DisplayName = g.DisplayName, EventName = g.EventName, PagePath = g.PagePath, Currency = g.Currency })];

    private static SavedSegment ToSegment(DefinitionRow row)
    {
        using var body = JsonDocument.Parse(row.Body);
        return new SavedSegment(row.Id, row.Name, body.RootElement.GetProperty("filters").Clone());
    }

    /// <summary>Null for one that is a draft or has been stopped.</summary>
    private static RunningExperiment? ToExperiment(DefinitionRow row)
    {
        using var body = JsonDocument.Parse(row.Body);
        if (!body.RootElement.GetProperty("status").ValueEquals("running")) return null;
        var weights = body.RootElement.GetProperty("question").GetProperty("weights");
        return new RunningExperiment(row.Name, weights.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetDouble()));
    }

    private sealed record Snapshot(
        IReadOnlyList<Project> Projects,
        FrozenDictionary<string, Project> ByKey,
        FrozenDictionary<string, Project> ByAppName,
        FrozenDictionary<string, Project> ByDomain,
        FrozenDictionary<Guid, Project> ById,
        FrozenDictionary<ProjectNumber, Project> ByNumber,
        Dictionary<ProjectNumber, List<Goal>> Goals,
        Dictionary<ProjectNumber, List<SavedSegment>> Segments,
        Dictionary<ProjectNumber, List<RunningExperiment>> Experiments)
    {
        public static Snapshot Of(
            IReadOnlyList<Project> projects, Dictionary<ProjectNumber, List<Goal>> goals, Dictionary<ProjectNumber, List<SavedSegment>> segments,
            Dictionary<ProjectNumber, List<RunningExperiment>> experiments) => new(
            projects,
            projects.ToFrozenDictionary(p => p.Key, StringComparer.Ordinal),
            projects.Where(p => p.AppName is not null).ToFrozenDictionary(p => p.AppName!, StringComparer.Ordinal),
            projects.SelectMany(p => p.Domains.Select(domain => (domain, p))).ToFrozenDictionary(x => x.domain, x => x.p, StringComparer.OrdinalIgnoreCase),
            projects.ToFrozenDictionary(p => p.Id.Value),
            projects.ToFrozenDictionary(p => p.Number),
            goals,
            segments,
            experiments);
    }
}
