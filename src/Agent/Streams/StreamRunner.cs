using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Agent.Keys;
using Footfall.Agent.Remote;
using Footfall.Agent.Settings;
using Footfall.Agent.State;
using Footfall.Events;

namespace Footfall.Agent.Streams;

/// <summary>Asks the questions of derived streams about each period that is over, and puts the answers behind one another. Not safe for use by several threads at once.</summary>
/// <param name="tell">Takes a line for whoever watches; no word of any event is in it.</param>
public sealed class StreamRunner(AgentServer server, AgentKey key, AgentReader reader, AgentSettings settings, AgentState state, TimeProvider time, Action<string> tell)
{
    /// <summary>After a reading: the periods that are over. The first of a new stream is the one that runs.</summary>
    public async Task RunDueAsync(CancellationToken cancellation)
    {
        foreach (var stream in settings.Streams)
        {
            try
            {
                await RunAsync(stream, cancellation);
            }
            catch (AgentException refusal)
            {
                tell($"{stream.Name} is not continued, and is tried again: {refusal.Message}");
            }
        }

        state.Save();
    }

    /// <summary>One by its name: the answer about the last period that is over, which is put into the stream unless it is there.</summary>
    /// <param name="isDry">Only give it back.</param>
    /// <exception cref="AgentException">There is no such stream or project, or no answer.</exception>
    public async Task<string> RunOnceAsync(string name, bool isDry, CancellationToken cancellation)
    {
        var stream = settings.Streams.Single(one => one.Name == name);
        var project = ProjectOf(stream);
        var last = stream.Schedule.LastDue(time.GetUtcNow() - StreamPeriods.Settling);
        var period = (From: stream.Schedule.LastDue(last.AddTicks(-1)), To: last);
        var content = await AskAsync(stream, project, period, cancellation);
        if (!isDry) await AppendAsync(stream, project, period.From, cancellation);
        state.Save();
        return Encoding.UTF8.GetString(content);
    }

    /// <summary>What the last items of a stream say, the newest last.</summary>
    /// <exception cref="AgentException">The stream is not there yet, or does not hold.</exception>
    internal async Task<IReadOnlyList<StreamContent>> LastAsync(Project project, string name, int count, CancellationToken cancellation)
    {
        var book = BookOf(project);
        var id = await book.FindAsync(name, cancellation) ?? throw new AgentException($"There is no stream \"{name}\" yet.");
        return await book.LastAsync(await book.ReadAsync(id, cancellation), count, cancellation);
    }

    private async Task RunAsync(DerivedStream stream, CancellationToken cancellation)
    {
        var project = ProjectOf(stream);
        var due = stream.Schedule.LastDue(time.GetUtcNow() - StreamPeriods.Settling);
        if (state.Run(RunOf(stream, project)) is not { } done) state.Ran(RunOf(stream, project), due);
        else if (done < due) await AppendAsync(stream, project, done, cancellation);
    }

    /// <summary>The stream itself says how far it is, whoever put it there; where nothing is in it, <paramref name="done"/> does.</summary>
    private async Task AppendAsync(DerivedStream stream, Project project, DateTimeOffset done, CancellationToken cancellation)
    {
        var book = BookOf(project);
        var chain = await book.ReadAsync(await book.DefineAsync(stream, cancellation), cancellation);
        if ((await book.LastAsync(chain, 1, cancellation)) is [var last]) done = last.To;
        var now = time.GetUtcNow();
        var oldest = project.RetentionDays is { } days ? now.AddDays(-days) : DateTimeOffset.MinValue;
        foreach (var period in StreamPeriods.Due(stream.Schedule, done, oldest, now))
        {
            if (!await book.AppendAsync(chain, await AskAsync(stream, project, period, cancellation), stream.KeepDays, cancellation)) throw new AgentException("Another agent continues it at the same time, or the vault has another key now.");
            state.Ran(RunOf(stream, project), period.To);
        }

        // Where periods were left out or somebody else was here, it need not be looked at again before the next is over.
        state.Ran(RunOf(stream, project), stream.Schedule.LastDue(now - StreamPeriods.Settling));
    }

    private async Task<byte[]> AskAsync(DerivedStream stream, Project project, (DateTimeOffset From, DateTimeOffset To) period, CancellationToken cancellation)
    {
        var question = JsonObject.Create(stream.Question)!;
        // An instant names its whole second, and the period ends before its end.
        question["date_range"] = new JsonArray(Instant(period.From), Instant(period.To.AddSeconds(-1)));
        var (answer, error) = await reader.AskAsync(project, JsonSerializer.SerializeToElement(question), cancellation);
        return StreamContent.Write(period.From, period.To, stream.Question, JsonSerializer.Deserialize<JsonElement>(answer ?? throw new AgentException(error!)));
    }

    private static JsonNode Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private Project ProjectOf(DerivedStream stream) => reader.Find(stream.Project) ?? throw new AgentException($"The agent reads no project \"{stream.Project}\".");

    private StreamBook BookOf(Project project) => new(server, key, state, time, reader.States[project.Id.Value]);

    private static string RunOf(DerivedStream stream, Project project) => $"stream/{project.Id}/{stream.Name}";
}
