using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.EntityFrameworkCore;

namespace Footfall.Accounts.Projects;

/// <summary>The project behind the demo site, made at the first start that asks for it, and not again once its owner has removed it.</summary>
public sealed class DemoProject(ControlDatabase database, ProjectDirectory projects, ProjectStore store)
{
    public const string Domain = "demo.localhost";
    private const string Setting = "demo_project";

    /// <summary>The demo project, or null where it was removed.</summary>
    public async Task<Project?> EnsureAsync(CancellationToken cancellation = default)
    {
        await using var control = database.Connect();
        if (await control.Settings.AnyAsync(s => s.Name == Setting, cancellation))
        {
            var present = await control.Projects.AsNoTracking().FirstOrDefaultAsync(p => p.IsDemo, cancellation);
            return present is null ? null : projects.ById(present.Id);
        }

        var row = new ProjectRow
        {
            Id = Guid.NewGuid(),
            Key = "",
            Name = "Demo shop",
            Mode = TrustMode.Anonymous,
            TimeZone = "UTC",
            OptOut = OptOutPolicy.KeepWithoutVisitor,
            IsDemo = true,
            Domains = [new DomainRow { Domain = Domain }],
            Goals =
            [
                new GoalRow { Id = Guid.NewGuid(), DisplayName = "Purchase", EventName = "purchase", Currency = "EUR" },
                new GoalRow { Id = Guid.NewGuid(), DisplayName = "Newsletter sign-up", EventName = "newsletter.signup" },
                new GoalRow { Id = Guid.NewGuid(), DisplayName = "Read the journal", PagePath = "/demo/journal/**" },
            ],
        };
        var (project, refusal) = await store.CreateAsync(row, "server", cancellation);
        if (refusal is not null) return null; // An owner's own project has taken the domain.
        control.Settings.Add(new SettingRow { Name = Setting, Value = row.Id.ToString() });
        await control.SaveChangesAsync(cancellation);
        return project;
    }
}
