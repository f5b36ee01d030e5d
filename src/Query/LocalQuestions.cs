using System.Text.Json;
using Footfall.Events;
using Footfall.Query.Endpoints;
using Footfall.Query.Parsing;
using Footfall.Query.Results;
using Footfall.Storage.Events;

namespace Footfall.Query;

/// <summary>The questions of <c>POST /api/v2/query</c>, asked of events that this process holds itself: same words, same planner, same answers. Thread-safe.</summary>
public sealed class LocalQuestions
{
    private readonly Questions questions;
    private readonly IReadOnlyList<SavedSegment> segments;

    /// <summary>Of questions that name no segment.</summary>
    internal LocalQuestions(Questions questions) => (this.questions, segments) = (questions, []);

    /// <param name="goals">Of a project.</param>
    /// <param name="segments">That questions may name.</param>
    /// <param name="timeLimit">Of one statement.</param>
    public LocalQuestions(EventsInMemory events, Func<ProjectNumber, IReadOnlyList<Goal>> goals, IReadOnlyList<SavedSegment> segments, TimeProvider time, TimeSpan timeLimit)
    {
        this.segments = segments;
        var limits = new QueryLimits(timeLimit);
        questions = new Questions(
            async (statement, cancellation) => (await events.Reader.QueryAsync(statement.Text, statement.Parameters, limits, cancellation)).Rows, events.Facts, goals, time);
    }

    /// <summary>Why the question cannot be asked, in a sentence with the bad field's JSON pointer; null where it can. Asks nothing, and lets it name any segment.</summary>
    public static string? Fault(JsonElement question) => (TextCheck.Fault(question) ?? QuestionParser.Parse(question, Wording.AnySegments).Error) is { } error ? Sentence(error) : null;

    /// <summary>The answer as the server would write it, or why there is none.</summary>
    /// <exception cref="QueryTimeoutException">It took too long.</exception>
    public async Task<(byte[]? Answer, string? Error)> AskAsync(Project project, JsonElement question, CancellationToken cancellation)
    {
        if (TextCheck.Fault(question) is { } unreadable) return (null, Sentence(unreadable));
        var (parsed, fault) = QuestionParser.Parse(question, Wording.Clear.With(segments));
        if (parsed is null) return (null, Sentence(fault!));
        var (answer, error) = await questions.AskAsync(parsed, project, cancellation);
        if (answer is null) return (null, Sentence(error!));
        using var output = new MemoryStream();
        await using (var json = new Utf8JsonWriter(output, JsonAnswer.Options)) AnswerWriter.Write(json, answer);
        return (output.ToArray(), null);
    }

    private static string Sentence(QuestionError error) => error.Remedy is { } remedy ? $"{error} {remedy}" : error.ToString();
}
