using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Footfall.Storage.Tests.Control;

public sealed class ControlDatabaseTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("footfall-control-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public void TheHandWrittenMigrationsMakeTheSchemaOfTheModel()
    {
        using var migrated = ControlDatabase.Open(directory).Connect();
        var path = Path.Combine(directory, "model.sqlite");
        using var model = new ControlDbContext(new DbContextOptionsBuilder<ControlDbContext>().UseSqlite($"Data Source={path}").Options);
        model.Database.EnsureCreated();

        Assert.Equal(Describe(model), Describe(migrated));
    }

    [Fact]
    public void AFileOfANewerProgramIsRefusedWithTheRemedy()
    {
        using (var control = ControlDatabase.Open(directory).Connect())
            control.Database.ExecuteSqlRaw("INSERT INTO __EFMigrationsHistory VALUES ('9999_future', '99')");

        var refusal = Assert.Throws<ControlDatabaseException>(() => ControlDatabase.Open(directory));
        Assert.Contains("9999_future", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("newer version", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsNoDatabaseIsRefusedWithTheRemedy()
    {
        File.WriteAllText(Path.Combine(directory, "control.sqlite"), new string('x', 8192));

        var refusal = Assert.Throws<ControlDatabaseException>(() => ControlDatabase.Open(directory));
        Assert.Contains("cannot be opened", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheDirectoryFindsAProjectByEachOfItsNames()
    {
        var database = ControlDatabase.Open(directory);
        var id = Guid.NewGuid();
        await using (var control = database.Connect())
        {
            control.Projects.Add(new ProjectRow
            {
                Id = id,
                Number = 7,
                Key = "ff_key",
                Name = "Shop",
                AppName = "shop",
                Mode = TrustMode.Identified,
                TimeZone = "Europe/Berlin",
                AllowedHosts = ["shop.example"],
                CreatedAt = DateTime.UnixEpoch,
                Domains = [new DomainRow { Domain = "www.shop.example", Position = 1 }, new DomainRow { Domain = "shop.example", Position = 0 }],
                Goals = [new GoalRow { Id = Guid.NewGuid(), DisplayName = "Signup", EventName = "signup" }],
                DeclaredEvents = [new DeclaredEventRow { Name = "signup", Purpose = "To count sign-ups", Props = ["plan"] }],
            });
            await control.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        using var projects = new ProjectDirectory(database);
        await projects.ReloadAsync(TestContext.Current.CancellationToken);

        var project = Assert.Single(projects.All);
        Assert.Same(project, projects.ByKey("ff_key"));
        Assert.Same(project, projects.ByAppName("shop"));
        Assert.Same(project, projects.BySiteId("SHOP.example"));
        Assert.Same(project, projects.BySiteId(id.ToString()));
        Assert.Same(project, projects.ByNumber(new ProjectNumber(7)));
        Assert.Null(projects.ByKey("FF_KEY"));
        Assert.Equal(["shop.example", "www.shop.example"], project.Domains);
        Assert.Equal("signup", Assert.Single(projects.GoalsOf(project.Number)).EventName);
        Assert.Equal(["plan"], Assert.Single(project.DeclaredEvents).Props);
    }

    [Fact]
    public async Task TheDirectoryKnowsTheSegmentsOfAProjectWhichGoWithIt()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var database = ControlDatabase.Open(directory);
        var project = new ProjectRow { Id = Guid.NewGuid(), Number = 7, Key = "ff_key", Name = "Shop", TimeZone = "UTC", CreatedAt = DateTime.UnixEpoch };
        var segment = new DefinitionRow
        {
            Id = Guid.NewGuid(),
            ProjectId = project.Id,
            Kind = DefinitionKinds.Segment,
            Name = "Phones",
            Body = """{"filters":[["is","visit:device",["Mobile"]]]}""",
            ChangedBy = "owner@example.org",
        };
        var view = new DefinitionRow { Id = Guid.NewGuid(), ProjectId = project.Id, Kind = DefinitionKinds.View, Name = "Week", Body = """{"page":"overview","address":""}""", ChangedBy = "owner@example.org" };
        await using var control = database.Connect();
        control.AddRange(project, segment, view);
        await control.SaveChangesAsync(cancellation);

        using var projects = new ProjectDirectory(database);
        await projects.ReloadAsync(cancellation);
        var known = Assert.Single(projects.SegmentsOf(new ProjectNumber(7)));
        Assert.Equal((segment.Id, "Phones", """[["is","visit:device",["Mobile"]]]"""), (known.Id, known.Name, known.Filters.GetRawText()));
        Assert.Empty(projects.SegmentsOf(new ProjectNumber(8)));

        // By the database itself, which knows of no rows in memory.
        await control.Projects.ExecuteDeleteAsync(cancellation);
        Assert.Equal(0, await control.Definitions.CountAsync(cancellation));
    }

    private static List<string> Describe(ControlDbContext control)
    {
        control.Database.OpenConnection();
        var connection = control.Database.GetDbConnection();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk FROM sqlite_master m, pragma_table_info(m.name) c
            WHERE m.type = 'table' AND m.name NOT LIKE '\_\_EF%' ESCAPE '\'
            UNION ALL SELECT 'index ' || name || ' on ' || tbl_name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite%'
            UNION ALL SELECT 'key ' || m.name || '.' || f."from" || ' to ' || f."table" || ' ' || f.on_delete FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
            ORDER BY 1
            """;
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read()) lines.Add(reader.GetString(0));
        return lines;
    }
}
