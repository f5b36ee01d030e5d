using System.Text.Json;
using Footfall.Events;
using Footfall.Query.Endpoints;
using Footfall.Query.Results;
using Footfall.Query.Sharing;
using Footfall.Query.Tests.Store;
using Footfall.Storage.Control;
using Footfall.Testing;

namespace Footfall.Query.Tests.Sharing;

/// <summary>A project with a link that hides small numbers, on the product's own stores, and the truth beside it.</summary>
internal sealed class PublishedWorld : IDisposable
{
    public static readonly DateOnly FirstDay = new(2024, 3, 4);

    private readonly StoredHappenings stored = new();
    private readonly TempDirectory directory = new();
    private readonly ProjectDirectory projects;
    private readonly Publication publication;
    private readonly SharedQuestions questions;
    private readonly List<Happening> all = [];

    public PublishedWorld(int least, DateTimeOffset now, IReadOnlyList<string> dimensions, string grain = "day")
    {
        Clock = new FakeClock(now);
        var control = ControlDatabase.Open(directory.Path);
        using (var rows = control.Connect())
        {
            rows.Projects.Add(new ProjectRow { Id = Project.Id.Value, Number = Project.Number.Value, Key = Project.Key, Name = Project.Name, TimeZone = "UTC", AllowedHosts = [], RedactedParameters = [] });
            rows.SaveChanges();
        }

        projects = new ProjectDirectory(control);
        var asking = new Questions(stored.RunAsync, stored.Facts, projects.GoalsOf, Clock);
        publication = new Publication(asking, stored.Facts, new PublishedGrains(control), Clock);
        questions = new SharedQuestions(asking, projects, stored.Facts, publication, Clock);
        Link = new SharedLink
        {
            Id = Guid.NewGuid(),
            Project = Project.Id.Value,
            Slug = "slug",
            Name = "Public",
            Panels = ["totals", .. dimensions.Select(dimension => LinkPanels.Of(dimension)!)],
            Reports = [],
            Filters = JsonDocument.Parse("[]").RootElement,
            MayFilter = false,
            Threshold = new PublicThreshold(least, grain, dimensions),
            FrameAncestors = [],
            HasPassword = false,
            Revision = 1,
            ExpiresAt = null,
        };
    }

    public FakeClock Clock { get; }

    public SharedLink Link { get; }

    public Project Project { get; } = new()
    {
        Id = new ProjectId(Guid.Parse("0198aaaa-0000-7000-8000-000000000001")),
        Number = new ProjectNumber(7),
        Key = "ff_test",
        Name = "Test",
        Mode = TrustMode.Anonymous,
        Domains = ["example.org"],
    };

    public IReadOnlyList<Happening> All => all;

    public void Happen(IReadOnlyList<Happening> happenings)
    {
        all.AddRange(happenings);
        stored.Commit(Project, happenings);
    }

    public void Erase(ulong visitor) => stored.Erase(Project, visitor);

    /// <summary>The answer's rows, or none where it was refused; then <paramref name="refusal"/> says why.</summary>
    public IReadOnlyList<AnswerRow> Ask(string members, out string? refusal)
    {
        using var body = JsonDocument.Parse($$"""{"site_id": "x", {{members}}}""");
        var (answer, error) = questions.AskAsync(Link, Project, body.RootElement, default).GetAwaiter().GetResult();
        refusal = error?.ToString();
        return answer?.Rows ?? [];
    }

    /// <summary>The rows as text.</summary>
    public IReadOnlyList<string> Ask(string members) => [.. Ask(members, out var refusal).Select(QuestionStore.Text).Concat(refusal is null ? [] : [refusal])];

    public void Dispose()
    {
        publication.Dispose();
        projects.Dispose();
        stored.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        directory.Dispose();
    }
}
