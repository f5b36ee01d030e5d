using Footfall.Accounts.Projects;
using Footfall.Bench.Traffic;
using Footfall.Events;
using Footfall.Storage.Control;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Bench;

/// <summary>The one project that everything is measured on: anonymous, in UTC, with a goal of each kind.</summary>
internal static class BenchProject
{
    /// <summary>Prints the write key; beside a server that has made the project already.</summary>
    public static async Task<int> PrintKeyAsync()
    {
        var control = ControlDatabase.Open(BenchHost.Settings().DataDirectory);
        using var projects = new ProjectDirectory(control);
        await projects.ReloadAsync();
        Console.WriteLine(projects.ByDomain(MadeSite.Hostname)?.Key ?? throw new InvalidOperationException("The bench's project is not there yet."));
        return 0;
    }

    public static async Task<Project> EnsureAsync(IServiceProvider services)
    {
        if (services.GetRequiredService<ProjectDirectory>().ByDomain(MadeSite.Hostname) is { } known) return known;
        var row = new ProjectRow
        {
            Id = Guid.NewGuid(),
            Key = "",
            Name = "Bench",
            Mode = TrustMode.Anonymous,
            TimeZone = "UTC",
            OptOut = OptOutPolicy.KeepWithoutVisitor,
            Domains = [new DomainRow { Domain = MadeSite.Hostname }],
            Goals =
            [
                new GoalRow { Id = Guid.NewGuid(), DisplayName = "Read the blog", PagePath = "/blog/**" },
                new GoalRow { Id = Guid.NewGuid(), DisplayName = "Signed up", EventName = "account.created" },
            ],
        };
        var (project, refusal) = await services.GetRequiredService<ProjectStore>().CreateAsync(row, "bench", default);
        return project ?? throw new InvalidOperationException($"The bench's project was refused: {refusal}");
    }
}
