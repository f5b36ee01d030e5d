using System.Text;
using System.Text.Json;
using Footfall.Agent.Outputs;
using Footfall.Agent.Settings;
using Footfall.Agent.State;
using Footfall.Agent.Streams;
using Footfall.Events;
using Footfall.Notices.Rules;

namespace Footfall.Agent.Digests;

/// <summary>Asks what is due, and hands the answers to the outputs. What an output did not take is tried again, and what another took is not sent twice.</summary>
/// <param name="tell">Takes a line for whoever watches; no word of any event is in it.</param>
public sealed class DigestRunner(AgentReader reader, StreamRunner streams, AgentSettings settings, AgentState state, OutputMeans means, TimeProvider time, Action<string> tell)
{
    /// <summary>After a reading: what has become due since it last ran. What is new is first due at its next time.</summary>
    public async Task RunDueAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var digest in settings.Digests)
        {
            var due = digest.Schedule.LastDue(now);
            List<int> waiting = [.. Enumerable.Range(0, digest.Outputs.Count).Where(output => IsDue(digest, output, due, now))];
            if (waiting.Count == 0) continue;
            try
            {
                var report = await MakeAsync(digest, cancellation);
                foreach (var output in waiting) await HandAsync(digest, output, report, now, cancellation);
            }
            catch (AgentException refusal)
            {
                tell($"{digest.Name} has no answer, and is tried again: {refusal.Message}");
            }
        }

        state.Save();
    }

    /// <summary>One by its name, whatever the clock says.</summary>
    /// <param name="isDry">Print it and send nothing.</param>
    /// <exception cref="AgentException">There is no such digest, no answer, or an output did not take it.</exception>
    public async Task RunOnceAsync(string name, bool isDry, CancellationToken cancellation)
    {
        var digest = settings.Digests.FirstOrDefault(one => one.Name == name) ?? throw new AgentException($"The configuration has no digest or alert called {name}.");
        if (await MakeAsync(digest, cancellation) is not { } report)
        {
            tell($"{name}: nothing to be alarmed about.");
            return;
        }

        IEnumerable<IOutput> outputs = isDry ? [new StandardOutput()] : digest.Outputs;
        foreach (var output in outputs) await output.SendAsync(report, means, cancellation);
    }

    private bool IsDue(Digest digest, int output, DateTimeOffset due, DateTimeOffset now)
    {
        if (state.Run(NameOf(digest, output)) is { } ran) return ran < due;
        state.Ran(NameOf(digest, output), now);
        return false;
    }

    private async Task HandAsync(Digest digest, int output, Report? report, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            if (report is not null) await digest.Outputs[output].SendAsync(report, means, cancellation);
            state.Ran(NameOf(digest, output), now);
        }
        catch (AgentException refusal)
        {
            tell($"{digest.Name} was not taken by output {output + 1}, and is tried again: {refusal.Message}");
        }
    }

    /// <summary>Null for an alert whose number is within its bounds.</summary>
    private async Task<Report?> MakeAsync(Digest digest, CancellationToken cancellation)
    {
        var project = reader.Find(digest.Project) ?? throw new AgentException($"The agent reads no project \"{digest.Project}\".");
        var (asked, answers) = digest.Stream is { } stream ? await OfStreamAsync(project, stream, cancellation) : (digest.Questions, await AnswersAsync(project, digest, cancellation));
        if (!digest.IsAlert) return Report.Of(digest, project.Name, asked, answers, null, time.GetUtcNow());
        var finding = Finding.Of(answers[0]);
        if (digest.Stream is not null) finding = finding with { Before = answers.Count > 1 ? Finding.Of(answers[1]).Value : null };
        if (!digest.Bounds.Alarms(finding.Value, finding.Before)) return null;
        return Report.Of(digest, project.Name, [asked[0]], [answers[0]], digest.Bounds.ChangesBy is null ? null : finding.Change, time.GetUtcNow());
    }

    private async Task<IReadOnlyList<JsonElement>> AnswersAsync(Project project, Digest digest, CancellationToken cancellation)
    {
        List<JsonElement> answers = [];
        foreach (var question in digest.Questions)
        {
            var (answer, error) = await reader.AskAsync(project, question.Question, cancellation);
            answers.Add(answer is null ? throw new AgentException(error!) : JsonSerializer.Deserialize<JsonElement>(Encoding.UTF8.GetString(answer)));
        }

        return answers;
    }

    /// <summary>The newest item and the one before it.</summary>
    private async Task<(IReadOnlyList<AskedQuestion> Asked, IReadOnlyList<JsonElement> Answers)> OfStreamAsync(Project project, string stream, CancellationToken cancellation)
    {
        var items = await streams.LastAsync(project, stream, 2, cancellation);
        if (items.Count == 0) throw new AgentException($"The stream {stream} has nothing yet.");
        return ([.. items.Reverse().Select(item => new AskedQuestion(stream, item.Json))], [.. items.Reverse().Select(item => item.AsAnswer())]);
    }

    private static string NameOf(Digest digest, int output) => $"{digest.Name}/{output}";
}
