using Footfall.Agent.Compaction;
using Footfall.Events;

namespace Footfall.Agent;

/// <summary>The agent at work until it is stopped: reads what comes, compacts what is due, and does what else is due by the clock.</summary>
/// <param name="tell">Takes a line for whoever watches; no word of any event is in it.</param>
/// <param name="work">What else there is to do after each reading.</param>
public sealed class AgentLoop(AgentReader reader, CompactionRules compaction, TimeProvider time, Action<string> tell, Func<CancellationToken, Task> work)
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CompactEvery = TimeSpan.FromHours(1);

    private readonly HashSet<string> told = [];
    private DateTimeOffset compactAt = DateTimeOffset.MinValue;

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await TurnAsync(cancellation);
                told.RemoveWhere(line => line.StartsWith("The server cannot", StringComparison.Ordinal));
            }
            catch (HttpRequestException away)
            {
                TellOnce($"The server cannot be asked now, and is asked again: {away.Message}");
            }

            await Task.Delay(ReadEvery, time, cancellation);
        }
    }

    /// <summary>One reading and what follows from it.</summary>
    public async Task TurnAsync(CancellationToken cancellation)
    {
        await reader.RefreshAsync(cancellation);
        foreach (var (project, problem) in reader.Problems) TellOnce($"{project}: {problem}");
        await work(cancellation);
        if (time.GetUtcNow() < compactAt) return;
        compactAt = time.GetUtcNow() + CompactEvery;
        foreach (var project in reader.Projects.ToList()) await CompactAsync(project, cancellation);
    }

    private async Task CompactAsync(Project project, CancellationToken cancellation)
    {
        try
        {
            var done = await reader.CompactAsync(project, compaction, cancellation);
            if (done.Segments > 0) tell($"{project.Id}: {done.Segments} segments for {done.Envelopes} envelopes and {done.Merged} segments.");
            if (done.IsMoved) tell($"{project.Id}: another key holder compacts at the same time; what is left is for the next time.");
        }
        catch (AgentException refusal)
        {
            TellOnce($"{project.Id}: {refusal.Message}");
        }
    }

    /// <summary>What stays wrong is not told each minute.</summary>
    private void TellOnce(string line)
    {
        if (told.Add(line)) tell(line);
    }
}
