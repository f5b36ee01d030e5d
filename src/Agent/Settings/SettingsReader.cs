using System.Text.Json;
using System.Text.Json.Nodes;
using Footfall.Agent.Digests;
using Footfall.Agent.Outputs;
using Footfall.Agent.Streams;
using Footfall.Notices.Rules;
using Footfall.Query;

namespace Footfall.Agent.Settings;

/// <summary>Reads settings from their JSON form.</summary>
internal static class SettingsReader
{
    private const int MostKeepDays = 3660;
    private const int UsualKeepDays = 1830;

    public static AgentSettings Read(JsonElement root)
    {
        const string Where = "the configuration";
        Fields.Only(root, Where, "digests", "alerts", "streams");
        List<DerivedStream> streams = [.. Fields.List(root, "streams", Where).Select(Stream)];
        List<Digest> digests = [.. Fields.List(root, "digests", Where).Select(Digest), .. Fields.List(root, "alerts", Where).Select(item => Alert(item, streams))];
        var names = digests.Select(digest => digest.Name).Concat(streams.Select(stream => stream.Name));
        if (names.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice) throw new AgentException($"Two digests, alerts or streams are called {twice.Key}.");
        return new AgentSettings(digests, streams);
    }

    private static Digest Digest(JsonElement item)
    {
        var where = $"digest {Fields.Text(item, "name", "a digest")}";
        Fields.Only(item, where, "name", "project", "schedule", "questions", "outputs");
        List<AskedQuestion> questions = [.. Fields.List(item, "questions", where).Select((question, place) => Question(question, Fields.Optional(question, "title", where) ?? $"Question {place + 1}", where))];
        if (questions.Count == 0) throw new AgentException($"In {where}: questions are missing.");
        return Common(item, where, questions);
    }

    /// <summary>Of a question, or of what a stream has: its newest number is held against bounds, or against the one of the period before.</summary>
    private static Digest Alert(JsonElement item, IReadOnlyList<DerivedStream> streams)
    {
        var where = $"alert {Fields.Text(item, "name", "an alert")}";
        Fields.Only(item, where, "name", "project", "schedule", "question", "stream", "above", "below", "changes_by_percent", "outputs");
        var (above, below, change) = (Fields.Number(item, "above", where), Fields.Number(item, "below", where), Fields.Number(item, "changes_by_percent", where));
        if (above is null && below is null && change is null) throw new AgentException($"In {where}: say above or below which number it is one, or changes_by_percent.");
        if (change < 0) throw new AgentException($"In {where}: changes_by_percent is 0 or more, whichever way the number goes.");
        var stream = Fields.Optional(item, "stream", where);
        if (stream is not null == item.TryGetProperty("question", out _)) throw new AgentException($"In {where}: give a question or the name of a stream.");
        var alert = Common(item, where, stream is null ? [Compared(Question(item, Fields.Text(item, "name", where), where), change is not null, where)] : []);
        if (stream is not null && !streams.Any(one => one.Name == stream && one.Project == alert.Project)) throw new AgentException($"In {where}: the project has no stream called {stream} here.");
        return alert with { Stream = stream, Bounds = new Bounds { Above = above, Below = below, ChangesBy = change } };
    }

    private static DerivedStream Stream(JsonElement item)
    {
        var name = Fields.Text(item, "name", "a stream");
        var where = $"stream {name}";
        Fields.Only(item, where, "name", "project", "schedule", "question", "keep_days");
        var keep = Fields.Number(item, "keep_days", where) ?? UsualKeepDays;
        if (keep is < 1 or > MostKeepDays || keep != Math.Floor(keep)) throw new AgentException($"In {where}: keep_days is a whole number from 1 to {MostKeepDays}.");
        if (!item.TryGetProperty("question", out var question) || question.ValueKind != JsonValueKind.Object) throw new AgentException($"In {where}: a question is missing.");
        Fields.Only(question, where, "metrics", "dimensions", "filters", "order_by", "pagination");
        Check(question, where, new JsonArray("2026-01-01T00:00:00Z", "2026-01-01T23:59:59Z"));
        return new DerivedStream(name, Fields.Text(item, "project", where), ScheduleReader.Read(item, where), question, (int)keep);
    }

    private static Digest Common(JsonElement item, string where, IReadOnlyList<AskedQuestion> questions)
    {
        List<IOutput> outputs = [.. Fields.List(item, "outputs", where).Select(output => OutputReader.Read(output, where))];
        if (outputs.Count == 0) throw new AgentException($"In {where}: outputs are missing.");
        return new Digest(Fields.Text(item, "name", where), Fields.Text(item, "project", where), ScheduleReader.Read(item, where), questions, outputs);
    }

    private static AskedQuestion Question(JsonElement item, string title, string where)
    {
        if (!item.TryGetProperty("question", out var question) || question.ValueKind != JsonValueKind.Object) throw new AgentException($"In {where}: a question is missing.");
        Check(question, where);
        return new AskedQuestion(title, question);
    }

    /// <summary>Asks for the period before as well, where the alert is about a change.</summary>
    private static AskedQuestion Compared(AskedQuestion asked, bool isChange, string where)
    {
        if (!isChange) return asked;
        if (asked.Question.TryGetProperty("dimensions", out var dimensions) && dimensions.GetArrayLength() > 0) throw new AgentException($"In {where}: a change is one of a number; take the dimensions away.");
        var question = JsonObject.Create(asked.Question)!;
        if (question["include"] is not JsonObject include) question["include"] = include = [];
        include["comparisons"] = new JsonObject { ["mode"] = "previous_period" };
        var compared = JsonSerializer.SerializeToElement(question);
        Check(compared, where);
        return asked with { Question = compared };
    }

    private static void Check(JsonElement question, string where, JsonArray? range = null)
    {
        var complete = JsonObject.Create(question)!;
        complete["site_id"] = "any";
        if (range is not null) complete["date_range"] = range;
        if (LocalQuestions.Fault(JsonSerializer.SerializeToElement(complete)) is { } fault) throw new AgentException($"In {where}: {fault}");
    }
}
